// What a modal looks like: its title, its blocks, its buttons, and what is wrong beside its
// fields. views.js opens it; the gallery draws it in place.

import { renderBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { face } from "./face.js";
import { t } from "./words.js";

/**
 * modalForm draws a view. `on` says what its buttons do: submit(form), close() for the button
 * below, back() where another modal lies under it, and away() for the cross.
 */
export function modalForm(view, hands, on) {
  const x = (className, label, sign, run) =>
    el("button", { type: "button", className, "aria-label": label, title: label, onclick: run }, sign);
  const form = el(
    "form",
    {
      noValidate: true,
      className: "modal-form",
      onsubmit: (ev) => {
        ev.preventDefault();
        on.submit?.(form);
      },
      onkeydown: (ev) => {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey) && view.submit) form.requestSubmit();
      },
    },
    el(
      "header",
      {},
      view.previous && x("x back", t("back"), "‹", on.back),
      small(face("", "", true)),
      el("h2", { className: "modal-title" }, view.title),
      x("x", t("close"), "×", on.away),
    ),
    el("div", { className: "scroll" }, renderBlocks(view.blocks, hands)),
    el("p", { className: "problem general", role: "alert", hidden: true }),
    el(
      "footer",
      {},
      el("button", { type: "button", className: "button", onclick: on.close }, view.close),
      view.submit &&
        el(
          "button",
          { type: "submit", className: "button primary" },
          el("span", { className: "label" }, view.submit),
        ),
    ),
  );
  return form;
}

function small(node) {
  node.classList.add("small");
  return node;
}

/** start is where one begins: where the app says, the first field, or the last button. */
export const start = (form) =>
  form.querySelector("[data-first]") ??
  form.querySelector(".scroll :is(input:not([type=hidden]), select, textarea)") ??
  form.querySelector("footer .button:last-child");

/**
 * complain shows what is wrong, by block_id, each beside its field, and gives the first of
 * those fields. `lost` gets what belongs to no field.
 */
export function complain(form, errors, lost) {
  for (const p of form.querySelectorAll(".problem")) p.hidden = true;
  for (const i of form.querySelectorAll("[aria-invalid]")) i.removeAttribute("aria-invalid");
  let first;
  for (const p of form.querySelectorAll(".problem[data-block]")) {
    const text = errors[p.dataset.block];
    if (!text) continue;
    p.textContent = text;
    p.hidden = false;
    const field = form.querySelector(`[aria-describedby~="${CSS.escape(p.id)}"]`);
    field?.setAttribute("aria-invalid", "true");
    first ??= field;
  }
  const known = new Set([...form.querySelectorAll(".problem[data-block]")].map((p) => p.dataset.block));
  for (const [block, text] of Object.entries(errors)) if (!known.has(block)) lost?.(text);
  return first;
}

/** busy shows that a submission is under way; nothing can be pressed meanwhile. */
export function busy(form, on) {
  form.classList.toggle("busy", on);
  form.setAttribute("aria-busy", String(on));
  form.querySelector("footer .primary")?.setAttribute("aria-busy", String(on));
}
