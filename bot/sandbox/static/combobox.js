// A text field that offers what can be chosen while one types: the options of a menu,
// people, places, times, and what the app looks up. What is chosen stands in hidden inputs.

import { el } from "./dom.js";
import { optionList } from "./options.js";
import { t } from "./words.js";

/**
 * combobox makes one. `find(text)` promises [{ value, text, note, group }], or null when the
 * text is too short to ask; `chosen` is what stands there at first; `many` keeps several, at
 * most `most`; `change(values)` is called when a person chooses and may promise null, which
 * takes the choice back; `own(text)` reads what is not on the list but may be typed.
 */
export function combobox({ name, label, placeholder, find, chosen = [], many, most, change, own }) {
  const s = { chosen: [...chosen], typed: false, turn: 0, timer: 0 };
  const field = el("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-autocomplete": "list",
  });
  const list = optionList(field, label, choose);
  const picks = el("div", { className: "picks" });
  const heard = el("span", { className: "unseen", role: "status" });
  const box = el(
    "div",
    {
      className: `combo${many ? " many" : ""}`,
      "data-name": name,
      onclick: (ev) => {
        if (ev.target === box || ev.target === picks) field.focus();
      },
    },
    picks,
    field,
    el("span", { className: "chevron", "aria-hidden": "true" }),
    list.node,
    heard,
  );

  function draw() {
    if (!many) field.value = s.chosen[0]?.text ?? "";
    field.title = many ? "" : field.value;
    field.placeholder = many && s.chosen.length ? "" : (placeholder ?? "");
    picks.replaceChildren(
      ...s.chosen.map((o) =>
        el(
          "span",
          { className: many ? "pick" : "held-value" },
          el("input", { type: "hidden", name, value: o.value }),
          many && el("span", { className: "pick-text" }, o.text),
          many &&
            el(
              "button",
              {
                type: "button",
                "aria-label": t("remove", o.text),
                onclick: () => {
                  keep(s.chosen.filter((k) => k !== o));
                  field.focus();
                },
              },
              "×",
            ),
        ),
      ),
    );
  }

  async function keep(next) {
    const before = s.chosen;
    s.chosen = next;
    s.typed = false;
    draw();
    const took = await change?.(next.map((o) => o.value));
    if (took === null && s.chosen === next) {
      s.chosen = before;
      draw();
    }
  }

  function choose(option) {
    list.hide();
    if (many) field.value = "";
    keep(many ? [...s.chosen.filter((o) => o.value !== option.value), option] : [option]);
  }

  async function look() {
    const turn = ++s.turn;
    if (many && s.chosen.length >= (most ?? Number.POSITIVE_INFINITY)) {
      say(t("noMore", most));
      return;
    }
    const found = await find(s.typed || many ? field.value.trim() : "");
    if (turn !== s.turn || !box.contains(document.activeElement)) return;
    if (!found) say(t("typeMore"));
    else if (!found.length) say(t("noMatches"));
    else {
      heard.textContent = "";
      list.offer(found, many ? [] : s.chosen);
    }
  }

  /** say shows a word in the place of options, which is none to choose and has to be heard. */
  function say(text) {
    list.say(text);
    heard.textContent = text;
  }

  /** settle reads what stands in the field when one leaves it or presses Enter. */
  function settle() {
    const text = field.value.trim();
    const typed = own && s.typed && text ? own(text) : undefined;
    if (typed) choose(typed);
    else if (!many && s.typed && !text && s.chosen.length) keep([]);
    else draw();
    if (many) field.value = "";
    s.typed = false;
  }

  field.addEventListener("input", () => {
    s.typed = true;
    clearTimeout(s.timer);
    s.timer = setTimeout(look, 120);
  });
  field.addEventListener("focus", () => {
    if (!many) field.select();
  });
  field.addEventListener("click", () => {
    if (!list.open()) look();
  });
  field.addEventListener("blur", () => {
    clearTimeout(s.timer);
    s.turn++;
    heard.textContent = "";
    list.hide();
    settle();
  });
  field.addEventListener("keydown", (ev) => {
    if (ev.isComposing) return;
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
      ev.preventDefault();
      if (list.open()) list.step(ev.key === "ArrowDown" ? 1 : -1);
      else look();
    } else if (ev.key === "Enter" && (list.open() || s.typed)) {
      ev.preventDefault();
      const option = list.marked();
      if (option) choose(option);
      else settle();
    } else if (ev.key === "Escape" && list.open()) {
      ev.preventDefault();
      ev.stopPropagation();
      list.hide();
      settle();
    } else if (ev.key === "Backspace" && many && !field.value && s.chosen.length) {
      keep(s.chosen.slice(0, -1));
    }
  });

  Object.assign(box, {
    /** restore puts back what was chosen before a modal was drawn anew. */
    restore: (before) => {
      s.chosen = before;
      draw();
    },
    standing: () => s.chosen,
    control: field,
  });
  draw();
  return box;
}
