// The box that one types into, below a conversation and below a thread.

import { el, refill } from "./dom.js";
import { droppable, picker, upload } from "./files.js";
import { menu } from "./menu.js";
import { $, now, problem, send } from "./state.js";
import { lang, t } from "./words.js";

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
    put(field, "");
    const result = await send("say", { ...where(), text: text.trimEnd(), files: ids });
    // Nothing that was typed is lost.
    if (result.error && !field.value) put(field, text);
  }

  function bringBack(ev) {
    if (recall === 0 || (field.value && field.value !== sent[recall])) return;
    ev.preventDefault();
    put(field, sent[--recall]);
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
    /**
     * turn goes to another place: what was typed there comes back, what was typed here waits.
     * Who comes from nowhere brings what they have typed.
     */
    turn(to) {
      if (to === at) return;
      recall = sent.length;
      if (at) {
        drafts.set(at, field.value);
        put(field, drafts.get(to) ?? "");
      }
      at = to;
    },
    /** leave drops what waits elsewhere: the place is not there any more. */
    leave() {
      at = "";
      drafts.clear();
      files.restore([]);
    },
    /** forget drops all: somebody else types now. */
    forget() {
      this.leave();
      sent.length = 0;
      put(field, "");
    },
  };
}

/** put writes into a message box as if it were typed, so that commands are offered. */
export function put(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** drawShortcuts offers the app's shortcuts that belong to no message. */
export function drawShortcuts() {
  const global = now.shortcuts.filter((s) => s.global);
  const items = global.map((s) => ({
    label: [s.name, el("small", {}, now.app)],
    run: () => send("shortcut", { callback: s.callback }),
  }));
  const all = {
    key: "menu",
    source: JSON.stringify([lang(), global]),
    draw: () => menu(t("shortcuts"), "⚡", items),
  };
  refill($("shortcuts"), items.length ? [all] : []);
}
