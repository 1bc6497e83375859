// Tables: the plain one, and the one that a reader sorts, filters and pages through.

import { el, words } from "./dom.js";
import { within } from "./find.js";
import { richText } from "./richtext.js";
import { lang, t } from "./words.js";

const LONG = 20; // characters that a cell has in one line

/** table renders a table block, whose first row is its head. */
export function table(b) {
  const cell = (tag) => (c, i) => {
    const { align = "left", is_wrapped: wrapped = false } = b.column_settings?.[i] ?? {};
    return el(tag, { className: `${align}${wrapped ? " wrapped" : ""}` }, content(c));
  };
  const [head, ...rows] = b.rows;
  return scroller(
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, head.map(cell("th")))),
      el(
        "tbody",
        {},
        rows.map((r) => el("tr", {}, r.map(cell("td")))),
      ),
    ),
  );
}

/** scroller lets a table that is wider than its message be scrolled, by keyboard as well. */
const scroller = (inner, label) =>
  el(
    "div",
    {
      className: "scroller",
      tabIndex: 0,
      role: "group",
      "aria-label": label ?? t("table"),
      "data-scrolls": "",
    },
    inner,
  );

function content(c, use) {
  if (c.type === "rich_text") return richText(c.elements);
  if (c.type === "action_cell") return use(c.element);
  return c.text;
}

/** plain is what a cell is sorted and filtered by. */
function plain(c) {
  if (c.type === "rich_text")
    return c.elements.map((p) => (p.elements ?? [p]).map(words).join(" ")).join(" ");
  if (c.type === "action_cell") return c.fallback?.text ?? words(c.element.text);
  return c.text;
}

/** dataTable renders a data_table block; use(element) renders the button of a cell. */
export function dataTable(b, use) {
  const [head, ...all] = b.rows;
  const size = b.page_size ?? 5;
  const named = b.row_header_column_index ?? 0;
  const numeric = head.map((_, i) => all.every((r) => r[i].type === "raw_number"));
  // What is said at length is not broken at every word, even where the table is scrolled.
  const long = head.map((_, i) => i !== named && all.some((r) => plain(r[i]).length > LONG));
  const s = { by: -1, down: false, page: 0, text: "" };

  const compare = (x, y) => {
    const [a, z] = [x[s.by], y[s.by]];
    const order = numeric[s.by]
      ? a.value - z.value
      : plain(a).localeCompare(plain(z), lang(), { numeric: true });
    return s.down ? -order : order;
  };
  const rows = () => {
    const found = within(
      all.map((r) => ({ text: r.map(plain).join(" "), row: r })),
      s.text.trim(),
    ).map((o) => o.row);
    return s.by < 0 ? found : found.toSorted(compare);
  };

  const body = el("tbody");
  const count = el("span", { "aria-live": "polite" });
  const turn = (key, sign, by) =>
    el(
      "button",
      {
        type: "button",
        className: "turn",
        "aria-label": t(key),
        title: t(key),
        onclick: () => draw({ page: s.page + by }),
      },
      sign,
    );
  const [back, on] = [turn("pageBack", "‹", -1), turn("pageOn", "›", 1)];
  const heads = head.map((c, i) =>
    el(
      "th",
      { scope: "col", className: numeric[i] ? "right" : "" },
      el(
        "button",
        {
          type: "button",
          className: "sort",
          onclick: () => draw({ by: i, down: s.by === i && !s.down, page: 0 }),
        },
        el("span", {}, content(c)),
        el("span", { className: "way", "aria-hidden": "true" }),
      ),
    ),
  );
  const row = (r) =>
    el(
      "tr",
      {},
      r.map((c, i) =>
        el(
          i === named ? "th" : "td",
          { scope: i === named ? "row" : undefined, className: numeric[i] ? "right" : long[i] ? "long" : "" },
          content(c, use),
        ),
      ),
    );

  function draw(change) {
    Object.assign(s, change);
    const found = rows();
    const first = s.page * size;
    const page = found.slice(first, first + size);
    body.replaceChildren(
      ...(page.length ? page.map(row) : [el("tr", {}, el("td", { colSpan: head.length }, t("noRows")))]),
    );
    count.textContent = found.length ? t("rowsShown", first + 1, first + page.length, found.length) : "";
    back.disabled = s.page === 0;
    on.disabled = first + size >= found.length;
    for (const [i, th] of heads.entries()) {
      const way = s.by === i ? (s.down ? "descending" : "ascending") : "none";
      th.setAttribute("aria-sort", way);
    }
  }

  const filter = el("input", {
    type: "search",
    placeholder: t("filterRows"),
    "aria-label": t("filterRowsOf", b.caption),
    oninput: () => draw({ text: filter.value, page: 0 }),
  });
  draw({});
  const paged = all.length > size;
  return [
    el("div", { className: "top-line" }, el("b", {}, b.caption), paged && filter),
    scroller(
      el(
        "table",
        {},
        el("caption", { className: "unseen" }, b.caption),
        el("thead", {}, el("tr", {}, heads)),
        body,
      ),
      b.caption,
    ),
    paged && el("div", { className: "pages" }, count, back, on),
  ];
}
