// The calendar on top of the page.

/** drawCalendar shows what the server says of the time; null: there is no calendar. */
export function drawCalendar(_almanac) {}
