// The messages of a conversation, with its days and with the line above what is new.

import { el, refill } from "./dom.js";
import { drawMessage } from "./message.js";
import { $, fetchJSON, now, post } from "./state.js";
import { openThread } from "./thread.js";
import { day, dayName } from "./times.js";
import { beginning } from "./welcome.js";
import { lang, t } from "./words.js";

/** Messages of one author stand together when no more than these seconds are between them. */
const together = 300;

const log = $("log");

/**
 * shown is what the log shows: its newest message, the first one that was new when one came
 * to look, and up to where the server knows that it was read.
 */
let shown = { where: "", last: "", first: "", told: "" };

/** loadMessages shows the conversation as it stands now. */
export async function loadMessages() {
  const answer = await fetchJSON("messages", { user: now.user, channel: now.channel });
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
  if (opened || document.hidden) shown.first ||= firstNew(messages, shown.last);
  shown.last = last?.ts ?? shown.last;
  refill(log, [...beginning(messages), ...layOut(messages, { first: shown.first, openThread })]);
  if (!stay || said) toEnd(log);
  if (opened) toNew();
  offerEnd();
  markRead();
}

/** firstNew is the ts of the first message that others wrote after `read`. */
const firstNew = (messages, read) => messages.find((m) => m.ts > read && m.user !== now.user)?.ts ?? "";

/** atEnd says whether one reads the end of a log just now. */
export const atEnd = (node) => node.scrollHeight - node.scrollTop - node.clientHeight < 120;

/** toEnd scrolls to the newest message. */
export function toEnd(node) {
  node.scrollTop = node.scrollHeight;
}

/**
 * layOut is a list of messages with what stands between them, as items for refill(): days,
 * and a line above the one that `where.first` says is the first new one.
 */
export function layOut(messages, where) {
  const items = [];
  let before = null;
  for (const m of messages) {
    if (!before || day(before.ts) !== day(m.ts)) {
      items.push(divider(`day ${day(m.ts)}`, "day", dayName(m.ts)));
      before = null;
    }
    if (m.ts === where.first) {
      items.push(divider("new", "new", t("new")));
      before = null;
    }
    items.push(item(m, follows(before, m), where));
    before = m;
  }
  return items;
}

function item(m, follow, where) {
  // A bar below it says "today": it is drawn anew on another day.
  const lately = m.replies && day(now.clock);
  return {
    key: m.ts,
    source: JSON.stringify([m, follow, lang(), now.locale, lately]),
    draw: () => drawMessage(m, { follows: follow, openThread: where.openThread }),
  };
}

const follows = (before, m) =>
  before !== null &&
  before.user === m.user &&
  !before.onlyYou &&
  !m.onlyYou &&
  !before.replies &&
  Number(m.ts) - Number(before.ts) < together;

function divider(key, kind, text) {
  const draw = () => el("p", { className: `divider ${kind}` }, el("span", {}, text));
  return { key, source: text, draw };
}

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

// What comes while nobody looks is new when they look again.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) shown.first = "";
  else loadMessages();
});

/** reveal scrolls to a message and marks it for a moment. */
export function reveal(ts) {
  const node = document.querySelector(`.message[data-ts="${CSS.escape(ts)}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.add("found");
  setTimeout(() => node.classList.remove("found"), 2000);
}
