// What stands in the inputs of a view, so that it stands there again when the app has changed
// the view around them, or when one comes back to a modal from another.

import { counterpart } from "./dom.js";

const fields = (root) => root.querySelectorAll("[name]:not([type=hidden])");
const checks = (i) => i.type === "checkbox" || i.type === "radio";
const key = (i) => (checks(i) ? `${i.name} ${i.value}` : i.name);

/** keep remembers what stands in a form, where it was scrolled to and where the focus is. */
export function keep(root) {
  const within = root.contains(document.activeElement) ? document.activeElement : null;
  return {
    fields: new Map([...fields(root)].map((i) => [key(i), checks(i) ? i.checked : i.value])),
    boxes: new Map([...stateful(root)].map((box) => [box.dataset.name, box.standing()])),
    focus: within && (within.name || within.closest("[data-name]")?.dataset.name),
    within,
    top: root.querySelector(".scroll")?.scrollTop ?? 0,
  };
}

/** giveBack puts it back where the same fields are still there. It reports whether one has the focus. */
export function giveBack(root, kept) {
  for (const i of fields(root)) {
    const was = kept.fields.get(key(i));
    if (was === undefined) continue;
    if (checks(i)) i.checked = was;
    else i.value = was;
  }
  let focused = null;
  for (const box of stateful(root)) {
    if (kept.boxes.has(box.dataset.name)) box.restore(kept.boxes.get(box.dataset.name));
    if (kept.focus === box.dataset.name) focused = box.control;
  }
  if (kept.focus) focused ??= root.querySelector(`[name="${CSS.escape(kept.focus)}"]:not([type=hidden])`);
  if (kept.within) focused ??= counterpart(root, kept.within);
  focused?.focus();
  const scroll = root.querySelector(".scroll");
  if (scroll) scroll.scrollTop = kept.top;
  return Boolean(focused);
}

const stateful = (root) => [...root.querySelectorAll("[data-name]")].filter((box) => box.restore);
