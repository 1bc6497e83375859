// What the page offers to whoever types a command.

/** completion watches a message box. `who.user()` is the person who types. */
export function completion(_field, _who) {}
