// Renders Block Kit the way Slack shows it. slack-blocks-to-jsx was weighed and left: it only
// shows messages - no inputs, no modals, no pressing - and brings React, a Markdown parser and
// a build step for what stands here in a few pages; and it knows none of the newer blocks.
//
// What a person does goes through `hands`:
//
//   act(block, element, values, begun)
//                                   they used an element; inputs in a modal only collect.
//                                   Promises what came of it, null when they thought better;
//                                   begun() is called when they have been asked, if at all
//   suggest(block, element, text)   they type into a menu that the app fills
//   upload(file), problem(text)     they choose a file; something went wrong with it
//   people(), places(), me()        who and what can be chosen, and who chooses

import { alert, card, carousel, image } from "./card.js";
import { chart } from "./chart.js";
import { el, spans } from "./dom.js";
import { element, input } from "./elements.js";
import { markdown } from "./markdown.js";
import { lines, richText } from "./richtext.js";
import { dataTable, table } from "./table.js";
import { t } from "./words.js";

/** renderBlocks draws the decorated blocks of a message or a view, in order. */
export function renderBlocks(blocks, hands) {
  return blocks.map((b) =>
    el("div", { className: `block ${b.type}`, "data-block-id": b.block_id }, renderBlock(b, hands)),
  );
}

function renderBlock(b, hands) {
  const use = (e) => (e.type === "image" ? image(e) : element(b, e, hands));
  switch (b.type) {
    case "header":
      return el(
        `h${Math.min(6, 2 + (b.level ?? 1))}`,
        { className: `level-${b.level ?? 0}` },
        spans(b.text.spans),
      );
    case "section":
      return section(b, use);
    case "context":
      return b.elements.map((e) => (e.type === "image" ? image(e) : el("span", {}, spans(e.spans))));
    case "actions":
    case "context_actions":
      return b.elements.map(use);
    case "divider":
      return el("hr");
    case "image":
      return [b.title && el("p", { className: "title" }, spans(b.title.spans)), image(b)];
    case "markdown":
      return markdown(b.text);
    case "rich_text":
      return richText(b.elements);
    case "table":
      return table(b);
    case "data_table":
      return dataTable(b, use);
    case "data_visualization":
      return chart(b);
    case "card":
      return card(b, use);
    case "carousel":
      return carousel(b, use);
    case "alert":
      return alert(b);
    case "input":
      return input(b, hands);
  }
  return el("p", { className: "unknown" }, t("unknownBlock", b.type));
}

function section(b, use) {
  const fields = b.fields?.map((f) => el("div", {}, lines(f.spans)));
  return [
    el(
      "div",
      { className: "body" },
      b.text && lines(b.text.spans),
      fields && el("div", { className: "fields" }, fields),
    ),
    b.accessory && el("div", { className: "accessory" }, use(b.accessory)),
  ];
}
