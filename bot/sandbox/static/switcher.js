// Ctrl+K, or ⌘K: to another conversation, or to be somebody else, by a few letters.

import { el } from "./dom.js";
import { folded } from "./find.js";
import { $, called, now } from "./state.js";
import { t } from "./words.js";

/** switcher makes the keys work: go(id) opens a conversation, become(id) changes the person. */
export function switcher({ go, become }) {
  const dialog = $("switcher");
  const field = el("input", {
    type: "text",
    autocomplete: "off",
    role: "combobox",
    ariaExpanded: "true",
    "aria-controls": "switcher-list",
    "aria-label": t("goTo"),
  });
  const list = el("ul", { id: "switcher-list", role: "listbox" });
  let found = [],
    at = 0;

  const choices = () => [
    ...now.conversations.map((c) => ({ text: called(c), unread: c.unread, run: () => go(c.id) })),
    ...now.people
      .filter((p) => p.id !== now.user)
      .map((p) => ({ text: t("be", p.realName), run: () => become(p.id) })),
  ];

  function draw() {
    list.replaceChildren(
      ...found.map((c, i) =>
        el(
          "li",
          {
            id: `switcher-${i}`,
            role: "option",
            ariaSelected: String(i === at),
            className: c.unread ? "unread" : "",
            onclick: () => choose(c),
          },
          c.text,
          c.unread > 0 && el("span", { className: "badge" }, String(c.unread)),
        ),
      ),
    );
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (found.length) field.setAttribute("aria-activedescendant", `switcher-${at}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function look() {
    const typed = folded(field.value);
    found = choices().filter((c) => folded(c.text).includes(typed));
    at = 0;
    draw();
  }

  function choose(choice) {
    dialog.close();
    choice?.run();
  }

  field.oninput = look;
  field.onkeydown = (ev) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
    if (step && found.length) {
      ev.preventDefault();
      at = (at + step + found.length) % found.length;
      draw();
    } else if (ev.key === "Enter") {
      ev.preventDefault();
      choose(found[at]);
    }
  };
  dialog.append(field, list);

  document.addEventListener("keydown", (ev) => {
    if (ev.key.toLowerCase() !== "k" || !(ev.ctrlKey || ev.metaKey) || document.querySelector("dialog[open]"))
      return;
    ev.preventDefault();
    field.value = "";
    field.placeholder = t("goTo");
    field.ariaLabel = t("goTo");
    dialog.showModal();
    look();
  });
}
