// Rich text: sections, lists in lists, quotes and code.

import { el, spans } from "./dom.js";

const numbering = ["decimal", "lower-alpha", "lower-roman"];
const bullets = ["disc", "circle", "square"];

/**
 * lines renders what was written in mrkdwn: lines that begin with > are a quote, and code of
 * several lines stands in a frame of its own.
 */
export function lines(all) {
  const parts = [];
  const part = (tag) => {
    if (parts.at(-1)?.tag !== tag) parts.push({ tag, spans: [] });
    return parts.at(-1).spans;
  };
  let fresh = true; // at the beginning of a line
  for (const s of all ?? []) {
    if (s.code && s.text.includes("\n")) {
      part("pre").push({ ...s, code: false, text: s.text.replace(/^\n|\n$/g, "") });
      fresh = true;
      continue;
    }
    for (const [i, line] of s.text.split("\n").entries()) {
      if (i > 0) {
        parts.at(-1)?.spans.push({ kind: "text", text: "\n" });
        fresh = true;
      }
      const quoted = fresh && s.kind === "text" && /^> ?/.test(line);
      const tag = quoted || (!fresh && parts.at(-1)?.tag === "blockquote") ? "blockquote" : "p";
      if (line || !fresh || tag !== "p")
        part(tag).push({ ...s, text: quoted ? line.replace(/^> ?/, "") : line });
      else if (parts.at(-1)?.tag === "p") part("p");
      fresh = fresh && line === "";
    }
  }
  return parts.map(({ tag, spans: inner }) =>
    el(tag, { tabIndex: tag === "pre" ? 0 : undefined }, spans(trimmed(inner))),
  );
}

/** trimmed takes the line break from the end of a part: the next part begins a line anyway. */
function trimmed(list) {
  const last = list.findLastIndex((s) => s.text !== "");
  return list.slice(0, list[last]?.text === "\n" ? last : list.length);
}

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
