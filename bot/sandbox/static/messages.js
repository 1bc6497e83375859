// The messages of the conversation one is in: up to where they are read, and what is new.

import { refill } from "./dom.js";
import { atEnd, layOut, toEnd } from "./log.js";
import { askNow, post } from "./server.js";
import { $, now } from "./state.js";
import { openThread } from "./thread.js";
import { beginning } from "./welcome.js";

const log = $("log");

/**
 * shown is what the log shows: its newest message, the first one that was new when one came
 * to look, and up to where the server knows that it was read.
 */
let shown = { where: "", last: "", first: "", told: "" };

/** away says that nobody has looked since the messages were loaded last. */
let away = document.hidden;

/** loadMessages shows the conversation as it stands now. */
export async function loadMessages() {
  const answer = await askNow("messages", { user: now.user, channel: now.channel });
  if (!answer) return;
  now.clock = answer.now;
  const { messages } = answer;
  const where = [now.world, now.user, now.channel].join(" ");
  const opened = shown.where !== where;
  if (opened) {
    shown = { where, last: answer.read, first: "", told: answer.read };
    log.replaceChildren();
  }
  const stay = !opened && !atEnd(log);
  const last = messages.at(-1);
  const said = last && last.ts !== shown.last && last.user === now.user;
  // What comes while one looks on is not new.
  if (opened || away) shown.first ||= firstNew(messages, shown.last);
  away = document.hidden;
  shown.last = last?.ts ?? shown.last;
  refill(log, [...beginning(messages), ...layOut(messages, { first: shown.first, openThread })]);
  if (!stay || said) toEnd(log);
  if (opened) toNew();
  offerEnd();
  markRead();
}

/** firstNew is the ts of the first message that others wrote after `read`. */
const firstNew = (messages, read) => messages.find((m) => m.ts > read && m.user !== now.user)?.ts ?? "";

/** toNew shows the line above what is new, when that is further up than the screen is high. */
function toNew() {
  const line = log.querySelector(".divider.new");
  if (line && line.offsetTop < log.scrollTop) log.scrollTop = line.offsetTop - 12;
}

/** markRead tells the server that one has seen what is on the screen. */
function markRead() {
  if (document.hidden || now.tab !== "messages" || shown.last <= shown.told) return;
  shown.told = shown.last;
  post("read", { channel: now.channel });
}

/** offerEnd offers to go to the newest message when one reads further up. */
function offerEnd() {
  $("newest").hidden = atEnd(log);
}

// Who reads the end goes on doing so when the screen or the message box changes its size.
let reading = true;
log.addEventListener("scroll", () => {
  reading = atEnd(log);
  offerEnd();
});
new ResizeObserver(() => reading && toEnd(log)).observe(log);
$("newest").onclick = () => toEnd(log);

// Who says something reads what comes of it: an answer to a command stands at the end, too.
$("composer").addEventListener("submit", () => toEnd(log));

// What comes while nobody looks is new when they look again; app.js asks for it then.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return;
  shown.first = "";
  away = true;
});

/** reveal scrolls to a message and marks it for a moment. */
export function reveal(ts) {
  const node = document.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.add("found");
  setTimeout(() => node.classList.remove("found"), 2000);
}
