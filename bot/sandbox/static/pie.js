// A pie, from the top clockwise, with the share on each slice that has room for it.

import { svg, tip } from "./svg.js";

/** drawPie draws a pie chart's segments. */
export function drawPie({ segments }, { width, height, say, percent }) {
  const [cx, cy, r] = [width / 2, height / 2, height / 2 - 8];
  const sum = segments.reduce((all, s) => all + s.value, 0);
  const at = (turn, radius) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)].map((n) => n.toFixed(2));
  };
  let turn = 0;
  const parts = segments.map((s, i) => {
    const share = s.value / sum;
    const [from, to] = [turn, turn + share];
    turn = to;
    const path =
      share > 0.9999
        ? `M${cx - r},${cy} a${r},${r} 0 1 1 ${2 * r},0 a${r},${r} 0 1 1 ${-2 * r},0`
        : `M${cx},${cy} L${at(from, r)} A${r},${r} 0 ${share > 0.5 ? 1 : 0} 1 ${at(to, r)} Z`;
    const [x, y] = share > 0.9999 ? [cx, cy] : at((from + to) / 2, r * 0.66);
    return svg(
      "g",
      {},
      svg("path", { d: path, class: `slice fill-${i}` }, tip(`${s.label}: ${say(s.value)}`)),
      share >= 0.06 && svg("text", { x, y, class: "on-slice" }, percent(share)),
    );
  });
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height }, parts);
}
