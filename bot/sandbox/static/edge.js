// The upper edge of a panel at the bottom, by which it is made higher and lower.

import { el } from "./dom.js";

/** How low it can be, and how far one press of a key moves it, in pixels. */
const least = 160,
  step = 40;

/** edge is the handle of a panel's height, for a mouse, a finger and the keyboard. */
export function edge(panel) {
  const most = () => window.innerHeight - 120;
  const handle = el("div", {
    className: "edge",
    role: "separator",
    tabIndex: 0,
    "aria-orientation": "horizontal",
    "aria-valuemin": String(least),
    "aria-valuenow": String(least),
    "aria-label": "Height of the inspector",
  });
  function set(height) {
    const h = Math.round(Math.min(Math.max(height, least), most()));
    panel.style.setProperty("--height", `${h}px`);
  }
  new ResizeObserver(() => {
    handle.setAttribute("aria-valuemax", String(most()));
    handle.setAttribute("aria-valuenow", String(panel.offsetHeight));
  }).observe(panel);
  handle.addEventListener("pointerdown", (ev) => {
    ev.preventDefault();
    handle.setPointerCapture(ev.pointerId);
    handle.onpointermove = (move) => set(window.innerHeight - move.clientY);
  });
  handle.addEventListener("lostpointercapture", () => {
    handle.onpointermove = null;
  });
  handle.addEventListener("keydown", (ev) => {
    const by = { ArrowUp: step, ArrowDown: -step }[ev.key];
    if (!by) return;
    ev.preventDefault();
    set(panel.offsetHeight + by);
  });
  return handle;
}
