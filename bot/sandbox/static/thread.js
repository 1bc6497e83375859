// The thread that is open beside the conversation.

import { composer } from "./composer.js";
import { refill } from "./dom.js";
import { atEnd, layOut, toEnd } from "./log.js";
import { askNow, post } from "./server.js";
import { $, called, now, place } from "./state.js";

/** reply is the box in which one answers. */
export const reply = composer({
  form: $("thread-composer"),
  field: $("thread-text"),
  attach: $("thread-attach"),
  around: $("thread"),
  where: () => ({ channel: now.channel, thread: now.thread }),
});

let opener = null;

/** openThread shows the thread of a message. */
export async function openThread(root) {
  opener = document.activeElement;
  now.thread = root;
  reply.turn(root);
  $("thread-log").replaceChildren();
  $("thread").hidden = false;
  document.body.classList.add("threaded");
  $("thread-place").textContent = place() ? called(place()) : "";
  $("thread-text").focus(); // at once, for whoever begins to type while it loads
  await loadThread();
}

/** closeThread goes back to the conversation; what is not sent yet waits. */
export function closeThread() {
  if (!now.thread) return;
  now.thread = "";
  reply.turn("");
  $("thread").hidden = true;
  $("thread-log").replaceChildren();
  document.body.classList.remove("threaded");
  if (opener?.isConnected) opener.focus();
  else $("text").focus();
}

/** loadThread shows the open thread as it stands now; it closes when its message is gone. */
export async function loadThread() {
  if (!now.thread) return;
  const { user, channel, thread } = now;
  const answer = await askNow("thread", { user, channel, thread });
  if (!answer) return;
  now.clock = answer.now;
  if (!answer.messages.length) {
    closeThread();
    return;
  }
  const list = $("thread-log");
  const stay = list.children.length > 0 && !atEnd(list);
  refill(list, layOut(answer.messages));
  if (!stay) toEnd(list);
  const last = answer.messages.at(-1);
  if (!document.hidden && last.ts !== thread && last.ts > answer.read) post("read", { channel, thread });
}

$("thread-close").onclick = closeThread;
$("thread").addEventListener("keydown", (ev) => {
  if (ev.key === "Escape" && !ev.defaultPrevented) closeThread();
});
