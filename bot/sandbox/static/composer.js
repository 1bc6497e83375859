// The box that one types into, below a conversation and below a thread.

import { el } from "./dom.js";
import { droppable, picker, upload } from "./files.js";
import { $, now, problem, send } from "./state.js";
import { t } from "./words.js";

/** What was sent, the newest last: the arrow upwards brings it back. */
const sent = [];

/**
 * composer makes a form send what is typed into it to `where()`, {channel, thread}. Files
 * that are dropped on `around` wait in it.
 */
export function composer({ form, field, attach, around, where }) {
  const drafts = new Map();
  let files = null,
    at = "",
    recall = 0;

  function addFiles() {
    const held = files?.standing() ?? [];
    files = picker({ label: t("attach"), take: (file) => upload(file, now.user), problem });
    files.restore(held);
    attach.replaceChildren(files);
  }

  async function submit() {
    const text = field.value;
    // A command takes no files: they wait for the next message.
    const ids = text.startsWith("/") ? [] : files.take();
    if (!text.trim() && !ids.length) return;
    if (text.trim()) sent.push(text);
    recall = sent.length;
    field.value = "";
    const result = await send("say", { ...where(), text: text.trimEnd(), files: ids });
    // Nothing that was typed is lost.
    if (result.error && !field.value) field.value = text;
  }

  function bringBack(ev) {
    if (recall === 0 || (field.value && field.value !== sent[recall])) return;
    ev.preventDefault();
    field.value = sent[--recall];
  }

  addFiles();
  document.addEventListener("speak", addFiles);
  droppable(around, (dropped) => files.add(dropped));
  form.addEventListener("submit", (ev) => {
    ev.preventDefault();
    submit();
  });
  field.addEventListener("keydown", (ev) => {
    if (ev.defaultPrevented || ev.isComposing) return;
    if (ev.key === "Enter" && !ev.shiftKey) {
      ev.preventDefault();
      form.requestSubmit();
    } else if (ev.key === "ArrowUp") {
      bringBack(ev);
    }
  });

  return {
    /** turn goes to another place: what was typed there comes back, what was typed here waits. */
    turn(to) {
      if (to === at) return;
      drafts.set(at, field.value);
      at = to;
      recall = sent.length;
      field.value = drafts.get(to) ?? "";
    },
    /** forget drops what waits: somebody else types now. */
    forget() {
      drafts.clear();
      sent.length = 0;
      field.value = "";
      files.restore([]); // files are their owner's
      problem();
    },
  };
}

/** menuOfShortcuts are the app's shortcuts that belong to no message. */
export function drawShortcuts(menu) {
  const global = now.shortcuts.filter((s) => s.global);
  const items = global.map((s) => ({
    label: [s.name, el("small", {}, now.app)],
    run: () => send("shortcut", { callback: s.callback }),
  }));
  $("shortcuts").replaceChildren(...(items.length ? [menu(t("shortcuts"), "⚡", items)] : []));
}
