// The box that one types into, below a conversation and below a thread.

import { el, refill } from "./dom.js";
import { droppable, picker } from "./files.js";
import { menu } from "./menu.js";
import { problem, send, upload } from "./server.js";
import { $, now } from "./state.js";
import { lang, t } from "./words.js";

/**
 * composer makes a form send what is typed into it to `where()`, {channel, thread}. Files
 * that are dropped on `around` wait in it.
 */
export function composer({ form, field, attach, around, where }) {
  const sent = [], // the newest last: the arrow upwards brings it back
    drafts = new Map(); // what is typed and waits, {text, files}, by place
  let files = null,
    at = "",
    recall = 0;

  function addFiles() {
    const held = files?.standing() ?? [];
    files = picker({ label: t("attach"), upload, problem });
    files.restore(held);
    attach.replaceChildren(files);
  }

  const standing = () => ({ text: field.value, files: files.standing() });

  function fill({ text, files: held } = { text: "", files: [] }) {
    put(field, text);
    files.restore(held);
  }

  async function submit() {
    const draft = standing();
    const { text } = draft;
    // A command takes no files: they wait for the next message.
    const going = text.startsWith("/") ? [] : draft.files;
    if (!text.trim() && !going.length) return;
    if (text.trim()) sent.push(text);
    recall = sent.length;
    const from = at;
    fill({ text: "", files: draft.files.filter((f) => !going.includes(f)) });
    const ids = going.map((f) => f.id);
    const { error } = await send("say", { ...where(), text: text.trimEnd(), files: ids });
    if (error) regain(from, draft);
  }

  /** regain puts back what could not be sent, unless something else stands there by now. */
  function regain(from, draft) {
    const empty = ({ text, files: held }) => !text && held.every((f) => draft.files.includes(f));
    if (from === at && empty(standing())) fill(draft);
    else if (from !== at && drafts.has(from) && empty(drafts.get(from))) drafts.set(from, draft);
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
      if (at) drafts.set(at, standing());
      if (at || drafts.has(to)) fill(drafts.get(to));
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
      recall = 0;
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
