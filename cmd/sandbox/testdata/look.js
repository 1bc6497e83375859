// How the walks look at the page: as a person would, by the words that stand there.
// Tests put this into the page before its own code runs.

globalThis.look = {
  /** said is the text of a node as it is read, wherever its lines break. */
  said: (node) => (node?.innerText ?? "").replace(/\s+/g, " ").trim(),

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
    node.getAttribute("aria-label") || look.said(node) || node.title,

  /** controls are what can be pressed within a node and is called so. */
  controls: (within, called) =>
    [...within.querySelectorAll("button, summary, a[href], [role=menuitem], [role=option]")].filter(
      (c) => look.shown(c) && !c.disabled && [look.name(c), look.said(c)].includes(called),
    ),

  /** control is one of them: the last, or the first after these words where there are some. */
  control: (within, called, words = []) => {
    const all = look.controls(within, called);
    if (!words.length) return all.at(-1);
    const place = [...within.querySelectorAll("*")].findLast((n) => look.has(n, words)) ?? within;
    return all.find((c) => place.compareDocumentPosition(c) & Node.DOCUMENT_POSITION_FOLLOWING);
  },

  /** entry is one of the menu that is open: entries are also told whose they are. */
  entry: (called) =>
    [...document.querySelectorAll("details[open] .menu button, [role=menuitem]")].find(
      (e) => look.shown(e) && look.said(e).startsWith(called),
    ),

  /** field is the last input, select or text area within a node that is labelled so. */
  field: (within, called) =>
    [...within.querySelectorAll("input:not([type=hidden]), select, textarea")].findLast((f) =>
      [f.getAttribute("aria-label"), ...[...(f.labels ?? [])].map(look.said)].some(
        (l) => l?.startsWith(called),
      ),
    ),

  /** complaint is what is said to be wrong with a field. */
  complaint: (field) =>
    field?.getAttribute("aria-invalid") === "true"
      ? (field.getAttribute("aria-describedby") ?? "")
          .split(" ")
          .map((id) => look.said(document.getElementById(id)))
          .join("\n")
      : "",

  /** settled is when what depends on its width has been drawn for the one it has now. */
  settled: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),

  /** point is where a node can be clicked, once nothing moves or lies over it any more. */
  point: (node) => {
    if (!look.shown(node)) return null;
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const r = node.getBoundingClientRect();
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    const there = document.elementFromPoint(x, y);
    return there && (node.contains(there) || there.contains(node)) ? { x, y } : null;
  },

  /** frame is the part of the page that a picture of a node shows: as wide as what is drawn in it, and some air. */
  frame: (node) => {
    const whole = node.getBoundingClientRect();
    if (node.tagName === "DIALOG") return whole.toJSON();
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = [...range.getClientRects()].filter((r) => r.width > 1);
    const left = Math.floor(Math.min(...drawn.map((r) => r.left))) - 12;
    const right = Math.ceil(Math.max(...drawn.map((r) => r.right))) + 12;
    return { x: left, y: Math.round(whole.top), width: right - left, height: Math.round(whole.height) };
  },

  /**
   * wide is what one would have to scroll sideways: the page, or a pane of it. Tables and
   * what is preformatted may be wider than what they stand in.
   */
  wide: () =>
    [document.scrollingElement, ...document.querySelectorAll("body *")]
      .filter((n) => n.scrollWidth > n.clientWidth + 1 && look.shown(n) && !n.closest("table, pre, [class*=table]"))
      .filter((n) => n === document.scrollingElement || /auto|scroll/.test(getComputedStyle(n).overflowX))
      .map((n) => `${n.tagName.toLowerCase()}#${n.id}.${n.className}: ${n.scrollWidth} in ${n.clientWidth}`),
};
