// A text field that offers what can be chosen while one types: people, places,
// and the options that the app looks up. What is chosen stands in hidden inputs.

import { el } from "./dom.js";

let serial = 0;

/**
 * combobox makes one. `find(text)` promises [{ value, text, group }], or null when the
 * text is too short to ask; `chosen` is what stands there at first; `many` keeps several;
 * `change(values)` is called when a person chooses.
 */
export function combobox({ name, label, placeholder, find, chosen = [], many = false, change = () => {} }) {
  const id = `combo-${++serial}`;
  const s = { chosen: [...chosen], options: [], at: -1, turn: 0, timer: 0 };
  const field = el("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    placeholder,
    "aria-label": label,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": `${id}-list`,
  });
  const list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
  const picks = el("div", { className: "picks" });
  const box = el("div", { className: "combo", "data-name": name }, picks, field, list);

  function draw() {
    if (!many) field.value = s.chosen[0]?.text ?? "";
    picks.replaceChildren(
      ...s.chosen.map((o) =>
        el(
          "span",
          { className: many ? "pick" : "" },
          el("input", { type: "hidden", name, value: o.value }),
          many && o.text,
          many &&
            el(
              "button",
              {
                type: "button",
                "aria-label": `Remove ${o.text}`,
                onclick: () => keep(s.chosen.filter((k) => k !== o)),
              },
              "×",
            ),
        ),
      ),
    );
  }

  function keep(next) {
    s.chosen = next;
    draw();
    change(next.map((o) => o.value));
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) s.at = -1;
    mark();
  }

  function mark() {
    const items = [...list.querySelectorAll("[role=option]")];
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === s.at)));
    if (items[s.at]) {
      field.setAttribute("aria-activedescendant", items[s.at].id);
      items[s.at].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    show(false);
    if (many) field.value = "";
    keep(many ? [...s.chosen.filter((o) => o.value !== option.value), option] : [option]);
  }

  async function look() {
    const turn = ++s.turn;
    const found = await find(field.value.trim());
    if (turn !== s.turn || !box.contains(document.activeElement)) return;
    s.options = found ?? [];
    s.at = -1;
    let group;
    list.replaceChildren(
      ...s.options.flatMap((o, i) => {
        const item = el(
          "li",
          {
            role: "option",
            id: `${id}-${i}`,
            onmousedown: (ev) => ev.preventDefault(),
            onclick: () => choose(o),
          },
          o.text,
          o.note && el("small", {}, o.note),
        );
        const title =
          o.group && o.group !== group && el("li", { className: "group", role: "presentation" }, o.group);
        group = o.group;
        return title ? [title, item] : [item];
      }),
    );
    if (!s.options.length) {
      list.append(
        el("li", { className: "none", role: "presentation" }, found ? "No matches" : "Type a little more…"),
      );
    }
    show(true);
  }

  field.addEventListener("input", () => {
    if (!many && s.chosen.length) {
      s.chosen = [];
      picks.replaceChildren();
    }
    clearTimeout(s.timer);
    s.timer = setTimeout(look, 120);
  });
  field.addEventListener("focus", () => {
    if (!many) field.select();
  });
  field.addEventListener("click", () => {
    if (list.hidden) look();
  });
  field.addEventListener("blur", () => {
    show(false);
    if (!many && !s.chosen.length && field.value) {
      field.value = "";
      change([]);
    }
  });
  field.addEventListener("keydown", (ev) => {
    const last = s.options.length - 1;
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
      ev.preventDefault();
      if (list.hidden) {
        look();
        return;
      }
      const next = s.at + (ev.key === "ArrowDown" ? 1 : -1);
      s.at = next < 0 ? last : next > last ? 0 : next;
      mark();
    } else if (ev.key === "Enter" && !list.hidden) {
      ev.preventDefault();
      const option = s.options[s.at] ?? (s.options.length === 1 ? s.options[0] : undefined);
      if (option) choose(option);
    } else if (ev.key === "Escape" && !list.hidden) {
      ev.preventDefault();
      ev.stopPropagation();
      show(false);
    } else if (ev.key === "Backspace" && many && !field.value && s.chosen.length) {
      keep(s.chosen.slice(0, -1));
    }
  });
  /** restore puts back what was chosen before a modal was drawn anew. */
  box.restore = (before) => {
    s.chosen = before;
    draw();
  };
  box.standing = () => s.chosen;
  box.control = field;
  draw();
  return box;
}

/** within finds by the beginnings of words, accents aside. */
export function within(items, text) {
  const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const want = fold(text);
  return items.filter(
    (o) =>
      fold(`${o.text} ${o.note ?? ""}`)
        .split(/[\s@(]+/)
        .some((w) => w.startsWith(want)) || fold(o.text).startsWith(want),
  );
}
