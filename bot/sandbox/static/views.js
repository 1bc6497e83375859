// Modals and the Home tab.

import { renderBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { collect } from "./elements.js";
import { handsOn } from "./hands.js";
import { $, fetchJSON, now, problem, send } from "./state.js";

export async function loadViews() {
  const answer = await fetchJSON("views", { user: now.user });
  if (!answer) return;
  const { modal, home } = answer;
  $("home").replaceChildren(
    ...(home
      ? renderBlocks(home.blocks, handsOn({ view: home.id }))
      : [el("p", { className: "empty" }, `${now.app} has no Home yet.`)]),
  );
  drawModal(modal);
}

function drawModal(view) {
  const dialog = $("modal");
  if (!view) {
    now.modal = null;
    if (dialog.open) leave(dialog);
    return;
  }
  if (now.modal?.hash === view.hash) return;
  const before = now.modal?.id === view.id ? remember(dialog) : null;
  now.modal = view;
  const form = el(
    "form",
    { noValidate: true, onsubmit: (ev) => submit(ev, view) },
    el(
      "header",
      {},
      el("h2", { id: "modal-title" }, view.title),
      el(
        "button",
        { type: "button", className: "x", "aria-label": "Close", onclick: () => dismiss(view) },
        "×",
      ),
    ),
    el("div", { className: "scroll" }, renderBlocks(view.blocks, handsOn({ view: view.id }))),
    el("p", { className: "problem general", role: "alert", hidden: true }),
    el(
      "footer",
      {},
      el("button", { type: "button", className: "button", onclick: () => dismiss(view) }, view.close),
      view.submit && el("button", { type: "submit", className: "button primary" }, view.submit),
    ),
  );
  dialog.replaceChildren(form);
  dialog.oncancel = (ev) => {
    ev.preventDefault();
    dismiss(view);
  };
  if (!dialog.open) dialog.showModal();
  if (before) recall(dialog, before);
  if (!before || !form.contains(document.activeElement)) start(form).focus();
}

/**
 * leave closes the dialog and goes back to where one was. Chromium gives a field the focus
 * back without its caret when the dialog was drawn anew meanwhile, so it is focused again.
 */
function leave(dialog) {
  dialog.close();
  const back = document.activeElement;
  back.blur();
  back.focus();
}

/** start is where one begins: the first field, or the last button where there is none. */
const start = (form) =>
  form.querySelector(".scroll :is(input:not([type=hidden]), select, textarea)") ??
  form.querySelector("footer .button:last-child");

/** remember keeps what stands in a modal's inputs, for those that an update leaves in place. */
function remember(dialog) {
  const kept = {
    fields: new Map(),
    boxes: new Map(),
    focus: focusName(),
    top: dialog.querySelector(".scroll").scrollTop,
  };
  for (const i of dialog.querySelectorAll("[name]:not([type=hidden])")) {
    const checks = i.type === "checkbox" || i.type === "radio";
    kept.fields.set(checks ? `${i.name} ${i.value}` : i.name, checks ? i.checked : i.value);
  }
  for (const box of dialog.querySelectorAll("[data-name]")) kept.boxes.set(box.dataset.name, box.standing());
  return kept;
}

/** focusName names the field that one is in, as its name in the form. */
const focusName = () =>
  document.activeElement?.name || document.activeElement?.closest("[data-name]")?.dataset.name;

function recall(dialog, kept) {
  for (const i of dialog.querySelectorAll("[name]:not([type=hidden])")) {
    const checks = i.type === "checkbox" || i.type === "radio";
    const was = kept.fields.get(checks ? `${i.name} ${i.value}` : i.name);
    if (was !== undefined) i[checks ? "checked" : "value"] = was;
  }
  for (const box of dialog.querySelectorAll("[data-name]")) {
    const was = kept.boxes.get(box.dataset.name);
    if (was) box.restore(was);
    if (kept.focus === box.dataset.name) box.control.focus();
  }
  if (kept.focus) dialog.querySelector(`[name="${CSS.escape(kept.focus)}"]:not([type=hidden])`)?.focus();
  dialog.querySelector(".scroll").scrollTop = kept.top;
}

async function submit(ev, view) {
  ev.preventDefault();
  const form = ev.target;
  for (const p of form.querySelectorAll(".problem")) p.hidden = true;
  for (const i of form.querySelectorAll("[aria-invalid]")) i.removeAttribute("aria-invalid");
  const { errors } = await send("submit", { view: view.id, inputs: collect(form) });
  const fields = Object.entries(errors ?? {}).map(([block, text]) => complain(form, block, text));
  fields.find(Boolean)?.focus();
}

/** complain shows what is wrong beside its field, which it returns. */
function complain(form, block, text) {
  const node = document.getElementById(`${block}-error`);
  if (!node) {
    problem(text);
    return undefined;
  }
  node.textContent = text;
  node.hidden = false;
  const field = form.querySelector(`[aria-describedby~="${CSS.escape(`${block}-error`)}"]`);
  field?.setAttribute("aria-invalid", "true");
  return field;
}

const dismiss = (view) => send("dismiss", { view: view.id });
