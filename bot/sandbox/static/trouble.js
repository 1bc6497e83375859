// Trouble for the app: the buttons that make it, and the line above everything that says
// which is made, so that nobody looks for a fault of their own. English only.

import { el } from "./dom.js";
import { ask, post } from "./server.js";
import { $ } from "./state.js";

let list = null; // the buttons, while the inspector is open

/** loadTroubles shows what goes wrong just now, and the buttons where they are open. */
export async function loadTroubles() {
  const answer = await ask("trouble");
  if (!answer) return;
  drawArmed(answer.armed);
  if (list) drawButtons(answer.troubles);
}

/** troubleButtons are the buttons, which loadTroubles fills. */
export function troubleButtons() {
  list = el("ul", { className: "mischief" });
  return el("div", {}, healer(), list);
}

/** drawArmed says above everything what goes wrong, and offers the end of it. */
export function drawArmed(armed) {
  const line = $("armed");
  if (line.dataset.source === JSON.stringify(armed)) return;
  line.dataset.source = JSON.stringify(armed);
  if (!armed.length && line.contains(document.activeElement)) $("inspect").focus();
  line.hidden = armed.length === 0;
  line.replaceChildren(
    el("strong", {}, "⚡ Trouble"),
    el("ul", {}, ...armed.map((says) => el("li", {}, says))),
    healer(),
  );
}

function healer() {
  return el(
    "button",
    { type: "button", className: "heal", onclick: () => press("heal", true) },
    "Heal everything",
  );
}

async function press(name, on, choice) {
  const result = await post("trouble", { name, on, choice });
  const says = $("inspector").querySelector(".mischief-problem");
  if (says) says.textContent = result.error ?? "";
  await loadTroubles();
}

/** The buttons stay the same elements, so that the focus and what was chosen stay. */
function drawButtons(troubles) {
  for (const t of troubles) {
    const item = list.querySelector(`[data-name="${CSS.escape(t.name)}"]`) ?? button(t);
    if (!item.isConnected) list.append(item);
    const pressed = item.querySelector("button");
    if (t.stays) pressed.setAttribute("aria-pressed", String(t.on));
    const select = item.querySelector("select");
    if (select && select.dataset.source !== JSON.stringify(t.choices)) refresh(select, t.choices);
  }
}

function button(t) {
  const id = `trouble-${t.name.replaceAll(/\W/g, "-")}`;
  const select = t.choices && el("select", { "aria-label": `${t.label}: which` });
  const click = (ev) =>
    press(t.name, !t.stays || ev.currentTarget.getAttribute("aria-pressed") !== "true", select?.value);
  return el(
    "li",
    { "data-name": t.name },
    el("div", {}, el("button", { type: "button", "aria-describedby": id, onclick: click }, t.label), select),
    el("p", { id }, t.says),
  );
}

function refresh(select, choices) {
  const chosen = select.value;
  select.dataset.source = JSON.stringify(choices);
  select.replaceChildren(...choices.map((c) => el("option", { value: c.value }, c.label)));
  if (choices.some((c) => c.value === chosen)) select.value = chosen;
}
