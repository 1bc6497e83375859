// The data_visualization block: a chart with its title, its legend, and the same numbers in
// a table for whoever does not see it.

import { el } from "./dom.js";
import { drawPie } from "./pie.js";
import { drawPlot, valueAt } from "./plot.js";
import { t, tongue } from "./words.js";

const HEIGHT = 240;

/** numbers writes them as the reader's language does. */
function numbers() {
  const locale = tongue();
  return {
    say: (value, notation = "standard") =>
      value.toLocaleString(locale, { notation, maximumFractionDigits: notation === "compact" ? 1 : 2 }),
    percent: (share) => share.toLocaleString(locale, { style: "percent" }),
  };
}

/** chart renders one. It is drawn anew when its width changes, so that its words stay legible. */
export function chart(b) {
  const pie = b.chart.type === "pie";
  const written = numbers(); // in the language of now, however late it is drawn anew
  const data = (pie ? slices : series)(b.chart, written);
  const canvas = el("div", { className: "canvas", "aria-hidden": "true" });
  let drawn = 0;
  const draw = (width) => {
    if (!width || width === drawn) return;
    drawn = width;
    canvas.replaceChildren((pie ? drawPie : drawPlot)(b.chart, { width, height: HEIGHT, ...written }));
  };
  draw(560);
  new ResizeObserver(([entry]) => draw(Math.floor(entry.contentRect.width))).observe(canvas);
  return el(
    "figure",
    { className: "chart" },
    el("figcaption", {}, b.title),
    canvas,
    el(
      "ul",
      { className: "legend", "aria-hidden": "true" },
      data.names.map((name, i) => el("li", {}, el("span", { className: `key series-${i}` }), name)),
    ),
    inWords(b.title, data),
  );
}

/** slices are a pie's parts: in the legend with their share. */
function slices({ segments }, { say, percent }) {
  const sum = segments.reduce((all, s) => all + s.value, 0);
  const share = (s) => `${say(s.value)} (${percent(s.value / sum)})`;
  return {
    names: segments.map((s) => `${s.label} · ${share(s)}`),
    head: ["", t("share")],
    rows: segments.map((s) => [s.label, share(s)]),
  };
}

function series({ series: all, axis_config: axis }, { say }) {
  return {
    names: all.map((s) => s.name),
    head: [axis.x_label ?? "", ...all.map((s) => s.name)],
    rows: axis.categories.map((label) => [label, ...all.map((s) => say(valueAt(s, label)))]),
  };
}

/** inWords is the chart for a screen reader. */
const inWords = (title, { head, rows }) =>
  el(
    "div",
    { className: "unseen" },
    el(
      "table",
      {},
      el("caption", {}, title),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          head.map((text) => (text ? el("th", { scope: "col" }, text) : el("td"))),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map(([label, ...values]) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, label),
            values.map((v) => el("td", {}, v)),
          ),
        ),
      ),
    ),
  );
