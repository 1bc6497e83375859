// Renders Block Kit the way Slack shows it. What a person does goes through `hands`:
//
//   act(block, element, values)     they used an element; inputs in a modal only collect
//   suggest(block, element, text)   they type into a menu that the app fills
//   upload(file), problem(text)     they choose a file; something went wrong with it
//   people(), places()              who and what can be chosen

import { el, spans } from "./dom.js";
import { element, input } from "./elements.js";

export function renderBlocks(blocks, hands) {
  return blocks.map((b) => el("div", { className: `block ${b.type}` }, renderBlock(b, hands)));
}

function renderBlock(b, hands) {
  const use = (e) => (e.type === "image" ? image(e) : element(b, e, hands));
  switch (b.type) {
    case "header":
      return el("h3", {}, spans(b.text.spans));
    case "section":
      return [
        el(
          "div",
          { className: "body" },
          b.text && el("p", {}, spans(b.text.spans)),
          b.fields &&
            el(
              "div",
              { className: "fields" },
              b.fields.map((f) => el("p", {}, spans(f.spans))),
            ),
        ),
        b.accessory && use(b.accessory),
      ];
    case "context":
      return b.elements.map((e) => (e.type === "image" ? image(e) : el("span", {}, spans(e.spans))));
    case "actions":
      return b.elements.map(use);
    case "divider":
      return el("hr");
    case "image":
      return [b.title && el("p", {}, spans(b.title.spans)), image(b)];
    case "markdown":
      return el("p", {}, spans(b.spans));
    case "rich_text":
      return richText(b.elements);
    case "table":
      return table(b);
    case "input":
      return input(b, hands);
  }
  return el("p", { className: "unknown" }, `(${b.type})`);
}

function richText(parts) {
  return parts.map((p) => {
    switch (p.type) {
      case "rich_text_list":
        return el(
          p.style === "ordered" ? "ol" : "ul",
          { className: `indent-${p.indent ?? 0}`, start: (p.offset ?? 0) + 1 },
          p.elements.map((item) => el("li", {}, spans(item.spans))),
        );
      case "rich_text_quote":
        return el("blockquote", {}, spans(p.spans));
      case "rich_text_preformatted":
        return el("pre", {}, spans(p.spans));
    }
    return el("p", {}, spans(p.spans));
  });
}

function table(b) {
  const cell = (tag) => (c, i) => {
    const align = b.column_settings?.[i]?.align ?? "left";
    return el(tag, { className: align }, c.type === "raw_text" ? c.text : richText(c.elements));
  };
  const [head, ...rows] = b.rows;
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, head.map(cell("th")))),
    el(
      "tbody",
      {},
      rows.map((r) => el("tr", {}, r.map(cell("td")))),
    ),
  );
}

/** Only the workspace's own pictures are loaded; others are described. */
function image(e) {
  if (e.image_url?.startsWith(location.origin) || e.image_url?.startsWith("data:")) {
    return el("img", { src: e.image_url, alt: e.alt_text });
  }
  return el("span", { className: "picture" }, `Image: ${e.alt_text}`);
}
