// Rich text: sections, lists in lists, quotes and code.

import { el, spans } from "./dom.js";

const numbering = ["decimal", "lower-alpha", "lower-roman"];
const bullets = ["disc", "circle", "square"];

/** richText renders the parts of a rich_text block or of a cell. */
export function richText(parts) {
  return parts.map((p) => {
    const frame = p.border ? "bordered" : "";
    switch (p.type) {
      case "rich_text_list":
        return list(p, frame);
      case "rich_text_quote":
        return el("blockquote", { className: frame }, spans(p.spans));
      case "rich_text_preformatted":
        return el("pre", { className: frame, tabIndex: 0 }, spans(p.spans));
    }
    return el("p", {}, spans(p.spans));
  });
}

/** list is one level of a list: Slack writes a list in a list as one of more indent behind it. */
function list(p, frame) {
  const indent = p.indent ?? 0;
  const ordered = p.style === "ordered";
  const node = el(
    ordered ? "ol" : "ul",
    { className: frame, start: ordered ? (p.offset ?? 0) + 1 : undefined },
    p.elements.map((item) => el("li", {}, spans(item.spans))),
  );
  node.style.setProperty("margin-left", `${indent * 24}px`);
  node.style.setProperty("list-style-type", (ordered ? numbering : bullets)[indent % 3]);
  return node;
}
