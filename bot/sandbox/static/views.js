// Modals and the Home tab.

import { renderBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { collect } from "./elements.js";
import { handsOn } from "./hands.js";
import { giveBack, keep } from "./kept.js";
import { busy, complain, modalForm, start } from "./modal.js";
import { askNow, post, problem, send } from "./server.js";
import { $, now } from "./state.js";
import { lang, t } from "./words.js";

/** loadViews fetches and shows what the person has open. */
export async function loadViews() {
  const answer = await askNow("views", { user: now.user });
  if (!answer) return;
  drawHome(answer.home);
  drawModal(answer.modal);
}

/** drawHome draws the Home tab anew only when the app has changed it, so that focus stays. */
function drawHome(view) {
  const home = $("home");
  const drawn = view ? `${view.id} ${view.hash}` : `none ${now.user} ${lang()}`;
  if (home.dataset.drawn === drawn) return;
  // Somebody else's Home has the same fields, and is not to have what stood in this one's.
  const before = home.dataset.view === view?.id ? keep(home) : null;
  Object.assign(home.dataset, { drawn, view: view?.id ?? "" });
  home.replaceChildren(
    ...(view
      ? renderBlocks(view.blocks, handsOn({ view: view.id }))
      : [el("p", { className: "empty" }, t("noHome", now.app))]),
  );
  if (before) giveBack(home, before);
}

/** kept is what stands in modals, by view id, those below others included. */
const kept = new Map();

function drawModal(view) {
  const dialog = $("modal");
  if (!view) {
    now.modal = null;
    kept.clear();
    if (dialog.open) leave(dialog);
    return;
  }
  const { modal: shown } = now;
  if (shown?.id === view.id && shown.hash === view.hash && dialog.open) return;
  if (shown && dialog.open) kept.set(shown.id, keep(dialog));
  now.modal = view;
  const dismiss = (all) => send("dismiss", { view: view.id, all });
  const form = modalForm(view, handsOn({ view: view.id }), {
    submit: (f) => submit(f, view),
    close: () => dismiss(false),
    back: () => dismiss(false),
    away: () => dismiss(true),
  });
  form.querySelector(".modal-title").id = "modal-title";
  dialog.replaceChildren(form);
  dialog.oncancel = (ev) => {
    if (ev.target !== dialog) return; // a file dialog that was closed
    ev.preventDefault();
    dismiss(false);
  };
  // A browser closes a dialog by itself when Escape is pressed again before anything else is.
  dialog.onclose = () => {
    if (now.modal?.id === view.id && !dialog.open) post("dismiss", { view: view.id });
  };
  if (!dialog.open) dialog.showModal();
  const before = kept.get(view.id);
  if (!before || !giveBack(dialog, before)) start(form)?.focus();
}

/**
 * leave closes the dialog and goes back to where one was, or to the messages when that is
 * gone. Chromium gives a field the focus back without its caret when the dialog was drawn
 * anew meanwhile, so it is focused again.
 */
function leave(dialog) {
  dialog.close();
  const back = document.activeElement === document.body ? $("log") : document.activeElement;
  back.blur();
  back.focus();
}

async function submit(form, view) {
  if (form.classList.contains("busy")) return;
  const inputs = collect(form);
  complain(form, {});
  busy(form, true);
  const { errors, unfit } = await send("submit", { view: view.id, inputs });
  busy(form, false);
  const said = Object.entries(errors ?? {}).map(([block, text]) => [block, unfit ? t(unfit) : text]);
  complain(form, Object.fromEntries(said), problem)?.focus();
}
