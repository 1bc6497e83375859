// What the page offers to whoever types a command: those that begin so, with their
// arguments and what they are for, above the message box.

import { el } from "./dom.js";
import { ask } from "./server.js";
import { now } from "./state.js";
import { t } from "./words.js";

/**
 * completion watches a message box. Arrows choose, Tab completes, Enter completes what was
 * chosen, or the beginning of a command's name, and is otherwise left to send; Escape closes.
 */
export function completion(field) {
  const usage = el("p", { id: "hint-usage", className: "usage", hidden: true });
  const list = el("ul", { id: "hints", role: "listbox" });
  const heard = el("p", { className: "unseen", role: "status" });
  const popup = el("div", { className: "hints", hidden: true }, usage, list);
  field.form.prepend(popup, heard);
  for (const [key, value] of Object.entries({ autocomplete: "list", haspopup: "listbox", controls: "hints" }))
    field.setAttribute(`aria-${key}`, value);

  let offered = [],
    at = 0,
    moved = false,
    turn = 0;

  const close = () => {
    turn++;
    popup.hidden = true;
    offered = [];
    heard.textContent = "";
    for (const name of ["aria-activedescendant", "aria-describedby"]) field.removeAttribute(name);
  };

  async function look() {
    if (!field.value.startsWith("/") || field.value.includes("\n")) return close();
    const mine = ++turn;
    const answer = await ask("hints", { user: now.user, text: field.value });
    if (answer && mine === turn) draw(answer.hints);
  }

  function draw(hints) {
    const first = hints[0];
    if (!first) return close();
    offered = hints.filter((h) => h.fills);
    at = 0;
    moved = false;
    popup.hidden = false;
    usage.hidden = Boolean(first.fills);
    usage.replaceChildren(...(first.fills ? [] : line(first)));
    if (usage.hidden) field.removeAttribute("aria-describedby");
    else field.setAttribute("aria-describedby", usage.id);
    list.hidden = offered.length === 0;
    list.setAttribute("aria-label", t("commands"));
    list.replaceChildren(...offered.map(option));
    heard.textContent = offered.length ? t("commandsOffered", offered.length) : "";
    mark();
  }

  function option(hint, i) {
    const node = el("li", { id: `hint-${i}`, role: "option" }, ...line(hint));
    node.addEventListener("pointerdown", (ev) => ev.preventDefault()); // the focus stays in the box
    node.addEventListener("click", () => fill(hint));
    return node;
  }

  /** mark shows which one Tab would take, and tells a screen reader once it was chosen. */
  function mark() {
    for (const [i, node] of [...list.children].entries())
      node.setAttribute("aria-selected", String(i === at));
    if (!moved) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `hint-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function fill(hint) {
    field.value = hint.fills;
    field.focus();
    field.setSelectionRange(hint.fills.length, hint.fills.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function move(by) {
    at = (at + by + offered.length) % offered.length;
    moved = true;
    mark();
  }

  /** unfinished says that Enter would send the beginning of a command's name. */
  const unfinished = () =>
    !field.value.includes(" ") && !offered.some((h) => h.fills.trim() === field.value.toLowerCase());

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Tab: () => fill(offered[at]),
    Enter: () => fill(offered[at]),
  };

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  // Before the box itself hears the key, which sends with Enter.
  const heed = (ev) => {
    if (popup.hidden || ev.isComposing) return;
    if (ev.key === "Escape") {
      ev.preventDefault();
      return close();
    }
    if (ev.key === "Enter" && (ev.shiftKey || !(moved || unfinished()))) return close();
    if (ev.shiftKey || !offered.length || !keys[ev.key]) return;
    ev.preventDefault();
    keys[ev.key]();
  };
  field.addEventListener("keydown", heed, { capture: true });
}

/** line is a hint: what is typed as it stands, its arguments, and what it is for. */
function line(hint) {
  const cut = hint.typed.search(/[<[(]/);
  const fixed = cut < 0 ? hint.typed : hint.typed.slice(0, cut);
  return [
    el("b", {}, fixed.trim()),
    cut < 0 ? "" : el("span", { className: "arguments" }, ` ${hint.typed.slice(cut)}`),
    el("small", {}, hint.says),
  ];
}
