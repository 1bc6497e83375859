// The list below a combobox.

import { el } from "./dom.js";
import { popup } from "./popup.js";

let serial = 0;

/** optionList makes the list for a field; choose(option) is called for the one pressed. */
export function optionList(field, label, choose) {
  const id = `options-${++serial}`;
  const node = el("ul", { id, role: "listbox", "aria-label": label });
  const pop = popup(field, node);
  let options = [];
  let at = -1;
  field.setAttribute("aria-controls", id);

  function mark() {
    const items = [...node.querySelectorAll("[role=option]")];
    for (const [i, item] of items.entries()) item.classList.toggle("marked", i === at);
    if (items[at]) {
      field.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    if (open) pop.show();
    else pop.hide();
    field.setAttribute("aria-expanded", String(open));
    mark();
  }

  function item(o, i, chosen) {
    return el(
      "li",
      {
        role: "option",
        id: `${id}-${i}`,
        "aria-selected": String(chosen.some((c) => c.value === o.value)),
        onmousedown: (ev) => ev.preventDefault(), // the field keeps the focus
        onclick: () => choose(o),
      },
      el("span", {}, o.text),
      o.note && el("small", {}, o.note),
    );
  }

  return {
    node,
    open: pop.open,
    hide: () => {
      at = -1;
      show(false);
    },
    /** say shows a word in the place of options. */
    say: (text) => {
      options = [];
      at = -1;
      node.replaceChildren(el("li", { className: "none", role: "presentation" }, text));
      show(true);
    },
    /** offer lists options under the titles of their groups, from the chosen one on. */
    offer: (found, chosen) => {
      options = found;
      at = found.findIndex((o) => chosen.some((c) => c.value === o.value));
      let group;
      node.replaceChildren(
        ...found.flatMap((o, i) => {
          const title = o.group && o.group !== group;
          group = o.group;
          const head = title && el("li", { className: "group", role: "presentation" }, o.group);
          return head ? [head, item(o, i, chosen)] : [item(o, i, chosen)];
        }),
      );
      show(true);
    },
    step: (by) => {
      const last = options.length - 1;
      at = at + by < 0 ? last : at + by > last ? 0 : at + by;
      mark();
    },
    /** marked is the option that Enter chooses: the one stepped to, or the only one. */
    marked: () => (pop.open() ? (options[at] ?? (options.length === 1 ? options[0] : undefined)) : undefined),
  };
}
