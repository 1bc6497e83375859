// Bars, lines and areas over categories: the drawing between two axes.

import { svg, tip } from "./svg.js";

const FONT = 11;
const GLYPH = 6.2; // how wide a character of that size is, about

/** ticks are round values from below the least to above the greatest, zero among them. */
function ticks(least, greatest, most = 5) {
  const [low, high] = [Math.min(0, least), Math.max(0, greatest)];
  const rough = (high - low || most) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** valueAt is what a series has at a category, which it may lack. */
export const valueAt = (s, category) => s.data.find((p) => p.label === category)?.value ?? 0;

/** drawPlot draws a bar, line or area chart. */
export function drawPlot({ type, series, axis_config: axis }, { width, height, say }) {
  const values = series.flatMap((s) => s.data.map((p) => p.value));
  const marks = ticks(Math.min(...values), Math.max(...values));
  const written = marks.map((m) => say(m, Math.abs(marks.at(-1)) >= 10_000 ? "compact" : "standard"));
  const left = Math.max(...written.map((w) => w.length)) * GLYPH + 10 + (axis.y_label ? 18 : 0);
  const band = (width - left - 8) / axis.categories.length;
  const longest = Math.max(...axis.categories.map((c) => c.length)) * GLYPH;
  const slanted = longest > band - 6;
  const labels = slanted ? Math.min(longest * 0.72, 96) + 14 : FONT + 10;
  const bottom = labels + (axis.x_label ? 18 : 0);
  const [top, floor] = [8, height - bottom];
  const y = (v) => floor - ((v - marks[0]) / (marks.at(-1) - marks[0])) * (floor - top);
  const x = (i) => left + band * (i + 0.5);

  const grid = marks.map((m, i) => [
    svg("line", { x1: left, x2: width - 8, y1: y(m), y2: y(m), class: m === 0 ? "zero" : "grid" }),
    svg("text", { x: left - 6, y: y(m), class: "tick" }, written[i]),
  ]);
  const names = axis.categories.map((c, i) =>
    slanted
      ? svg(
          "text",
          { class: "category slanted", transform: `translate(${x(i) + 3},${floor + 12}) rotate(-45)` },
          c,
        )
      : svg("text", { x: x(i), y: floor + 14, class: "category" }, c),
  );
  const titles = [
    axis.x_label && svg("text", { x: (left + width) / 2, y: height - 5, class: "axis" }, axis.x_label),
    axis.y_label &&
      svg(
        "text",
        { class: "axis", transform: `translate(12,${(top + floor) / 2}) rotate(-90)` },
        axis.y_label,
      ),
  ];
  const place = { x, y, band, zero: y(0), said: (s, c) => tip(`${s.name}, ${c}: ${say(valueAt(s, c))}`) };
  const drawn = series.map((s, i) => {
    const points = axis.categories.map((c, k) => ({ c, k, v: valueAt(s, c) }));
    return type === "bar" ? bars(s, i, points, place, series.length) : stroke(type, s, i, points, place);
  });
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    grid.flat(),
    drawn.flat(),
    names,
    titles,
  );
}

/** bars stand side by side in the band of their category. */
function bars(s, i, points, { x, y, band, zero, said }, many) {
  const thick = Math.min(48, (band * 0.72) / many);
  return points.map(({ c, k, v }) =>
    svg(
      "rect",
      {
        x: x(k) + (i - many / 2) * thick + 0.5,
        width: Math.max(1, thick - 1),
        y: Math.min(y(v), zero),
        height: Math.max(v === 0 ? 0 : 1, Math.abs(y(v) - zero)),
        rx: 2,
        class: `bar fill-${i}`,
      },
      said(s, c),
    ),
  );
}

/** stroke is a line with its points; an area is filled down to zero as well. */
function stroke(type, s, i, points, { x, y, zero, said }) {
  const line = points.map(({ k, v }) => `${x(k).toFixed(1)},${y(v).toFixed(1)}`);
  const last = points.length - 1;
  return [
    type === "area" &&
      svg("polygon", {
        points: [`${x(0)},${zero}`, ...line, `${x(last)},${zero}`].join(" "),
        class: `area fill-${i}`,
      }),
    svg("polyline", { points: line.join(" "), class: `line stroke-${i}` }),
    points.map(({ c, k, v }) =>
      svg("circle", { cx: x(k), cy: y(v), r: 3.5, class: `point fill-${i}` }, said(s, c)),
    ),
  ].flat();
}
