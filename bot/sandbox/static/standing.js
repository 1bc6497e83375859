// The inspector's first line: how the app and the workspace stand just now.

import { el } from "./dom.js";

const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

/** standing is the line, as an element, and how it is drawn. */
export function standing() {
  const line = el("ul", { className: "standing", "aria-label": "State" });
  return { line, draw: (state) => line.replaceChildren(...facts(state)) };
}

function facts(state) {
  const odd = state.sockets.filter((s) => s.state !== "open");
  return [
    fact(plural(state.sockets.length, "socket"), state.sockets.length === 0 && "bad"),
    ...odd.map((s) => fact(`${s.id} ${s.state}`, "odd")),
    fact(`${state.pending} pending`),
    fact(plural(state.violations, "violation"), state.violations > 0 && "bad"),
    fact(state.limited ? "limits on" : "limits not enforced"),
    ...state.limits.slice(0, 6).map(limit),
  ];
}

function fact(text, look) {
  return el("li", { className: look || "" }, text);
}

/** limit says how many calls are left at once, and when all are again. */
function limit(l) {
  const share = l.left / l.burst;
  const look = l.left === 0 ? "bad" : share < 0.25 ? "odd" : "";
  return el(
    "li",
    { className: `limit ${look}` },
    el("meter", { min: 0, max: l.burst, value: l.left, "aria-label": `left of ${l.name}` }),
    `${l.name} ${l.left} of ${l.burst}, full in ${l.whole < 10 ? l.whole.toFixed(1) : Math.round(l.whole)} s`,
  );
}
