// A menu behind a button: the overflow element, and what one can do with a message. It
// closes when something is chosen, at Escape and at a click elsewhere.

import { el } from "./dom.js";
import { popup } from "./popup.js";

/** menu makes one; an item is { label, run() }. */
export function menu(label, sign, items) {
  const list = el(
    "div",
    { className: "menu" },
    items.map((i) =>
      el(
        "button",
        {
          type: "button",
          onclick: () => {
            box.open = false;
            box.firstChild.focus(); // else it would be lost with the item
            i.run();
          },
        },
        i.label,
      ),
    ),
  );
  const box = el(
    "details",
    {
      className: "overflow",
      ontoggle: () => (box.open ? pop.show() : pop.hide()),
      onkeydown: (ev) => step(ev, box, list),
      onfocusout: (ev) => {
        if (!box.contains(ev.relatedTarget)) box.open = false;
      },
    },
    el("summary", { "aria-label": label, title: label }, sign),
    list,
  );
  const pop = popup(box, list, { wide: false });
  return box;
}

/** step moves through the items with the arrow keys, as in any menu. */
function step(ev, box, list) {
  if (!box.open) return;
  const items = [...list.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1 }[ev.key];
  if (to !== undefined) {
    ev.preventDefault();
    items.at(to % items.length).focus();
  } else if (ev.key === "Escape") {
    ev.preventDefault();
    ev.stopPropagation();
    box.open = false;
    box.firstChild.focus();
  }
}
