// What does not fit: text that is cut, boxes that lie on each other, whatever reaches beyond
// its frame. The browser tests ask for it on the gallery's page.

const SLACK = 1.5; // pixels that rounding may take

/**
 * misfits lists what does not fit in the specimens that are drawn, as {group, title, lang,
 * what}; and what makes the page itself scroll sideways.
 */
export function misfits(root = document) {
  const found = [];
  for (const specimen of root.querySelectorAll(".specimen[data-drawn]")) {
    const { group, title, lang } = specimen.dataset;
    const tell = (what) => found.push({ group, title, lang, what });
    const frame = specimen.querySelector(".frame");
    const edge = frame.getBoundingClientRect();
    for (const node of frame.querySelectorAll("*")) inspect(node, edge, tell);
    overlaps(frame, tell);
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth + 1) {
    found.push({
      group: "",
      title: "",
      lang: "",
      what: `the page is ${page.scrollWidth} px wide in ${page.clientWidth}`,
    });
  }
  return found;
}

/** named says which node: its class, or its tag, and how its text begins. */
const named = (node) => {
  const text = node.textContent.trim().slice(0, 40);
  return `${node.className && typeof node.className === "string" ? `.${node.className.split(" ")[0]}` : node.tagName.toLowerCase()} "${text || node.value || ""}"`;
};

const hidden = (node) => !node.checkVisibility() || node.closest(".unseen, svg, .popup, datalist");

/** typedInto tells fields that one scrolls by moving the caret, as everywhere. */
const typedInto = (node) => node.matches("textarea, input:not([role=combobox], .day)");

/** shortened tells a menu of which the choice ends in … where it has no room, as in Slack. */
const shortened = (node, style) => node.matches("[role=combobox]") && style.textOverflow === "ellipsis";

/** hintCut measures the words that stand in an empty field. */
function hintCut(node, style) {
  if (!node.placeholder || node.value) return false;
  pen.font = style.font;
  const room =
    node.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  return pen.measureText(node.placeholder).width > room + SLACK;
}

const pen = document.createElement("canvas").getContext("2d");

function inspect(node, edge, tell) {
  if (hidden(node)) return;
  const style = getComputedStyle(node);
  const inline = style.display === "inline";
  const scrolls = node.closest("[data-scrolls]");
  if (hintCut(node, style)) tell(`the hint "${node.placeholder}" is cut in its field`);
  if (
    !inline &&
    !scrolls &&
    !typedInto(node) &&
    !shortened(node, style) &&
    node.scrollWidth > node.clientWidth + SLACK &&
    node.clientWidth > 0
  ) {
    const cut = style.overflowX === "visible" ? "runs out of" : "is cut in";
    tell(`${named(node)} ${cut} its box: ${node.scrollWidth} px in ${node.clientWidth}`);
  }
  const clips = style.overflowY === "hidden" || style.overflowY === "clip";
  if (!inline && clips && node.scrollHeight > node.clientHeight + SLACK && node.clientHeight > 0) {
    tell(`${named(node)} is cut below: ${node.scrollHeight} px in ${node.clientHeight}`);
  }
  const box = node.getBoundingClientRect();
  if (!scrolls && box.width > 0 && (box.left < edge.left - SLACK || box.right > edge.right + SLACK)) {
    tell(`${named(node)} reaches beyond the frame`);
  }
}

/** overlaps finds neighbours that lie on each other without being meant to. */
function overlaps(frame, tell) {
  for (const parent of [frame, ...frame.querySelectorAll("*")]) {
    if (parent.children.length < 2 || hidden(parent)) continue;
    const boxes = [...parent.children]
      .filter(inFlow)
      .map((node) => ({ node, box: node.getBoundingClientRect() }));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        if (meet(a.box, b.box)) tell(`${named(a.node)} lies on ${named(b.node)}`);
      }
    }
  }
}

/** inFlow leaves out what is placed on purpose, and words in a line, which share their box. */
function inFlow(node) {
  if (hidden(node)) return false;
  const style = getComputedStyle(node);
  return style.display !== "inline" && !["absolute", "fixed"].includes(style.position);
}

const meet = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
