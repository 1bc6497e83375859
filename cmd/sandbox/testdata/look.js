// How the walks look at the page: as a person would, by the words that stand there.
// Tests put this into the page before its own code runs.

globalThis.look = {
  /** said is the text of a node as it is read: French no-break spaces are spaces. */
  said: (node) => (node?.innerText ?? "").replace(/[\u00a0\u202f]/g, " "),

  /** shown reports whether a node is there to be seen. */
  shown: (node) => !!node && node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible",

  /** messages are those on the screen, the oldest first; those of an open thread come last. */
  messages: () => [...document.querySelectorAll("#log .message, #thread .message")].filter(look.shown),

  /** has reports whether all these words stand in a node. */
  has: (node, words) => words.every((w) => look.said(node).includes(w)),

  /** top is what one can use just now: the dialog that is open, or the page. */
  top: () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body,

  /** name is what a control is called, for those who see it and those who hear it. */
  name: (node) =>
    (node.getAttribute("aria-label") || look.said(node) || node.title || "").replace(/\s+/g, " ").trim(),

  /** control is the last one within a node that can be pressed and is called so. */
  control: (within, called) => {
    const all = [...within.querySelectorAll("button, summary, a[href], [role=menuitem], [role=option], label.button")];
    const here = all.filter((c) => look.shown(c) && !c.disabled);
    return (
      here.findLast((c) => look.name(c) === called || look.said(c).trim() === called) ??
      here.findLast((c) => look.said(c).trim().startsWith(called))
    );
  },

  /** field is the last input, select or text area within a node that is labelled so. */
  field: (within, called) =>
    [...within.querySelectorAll("input:not([type=hidden]), select, textarea")].findLast((f) =>
      [f.getAttribute("aria-label"), ...[...(f.labels ?? [])].map(look.said)].some(
        (l) => l && l.trim().startsWith(called),
      ),
    ),

  /** point is where a node can be clicked, once nothing moves or lies over it any more. */
  point: (node) => {
    if (!look.shown(node)) return null;
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const r = node.getBoundingClientRect();
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    const there = document.elementFromPoint(x, y);
    return there && (node.contains(there) || there.contains(node)) ? { x, y } : null;
  },

  /** wide are the nodes by which the page is wider than the window. */
  wide: () => {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((n) => n.getBoundingClientRect().right > root.clientWidth + 1)
      .map((n) => `${n.tagName.toLowerCase()}.${n.className} ${look.said(n).slice(0, 40)}`)
      .slice(0, 5);
  },
};
