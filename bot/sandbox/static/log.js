// What stands in a log: messages, the days between them, and the line above what is new.
// A conversation and a thread are both laid out so.

import { el } from "./dom.js";
import { drawMessage } from "./message.js";
import { now } from "./state.js";
import { day, dayName } from "./times.js";
import { lang, t } from "./words.js";

/** Messages of one author stand together when no more than these seconds are between them. */
const together = 300;

/**
 * layOut is a list of messages with what stands between them, as items for refill(): days,
 * and a line above the one that `first` says is the first new one. `openThread` opens the
 * thread of one; a thread has none in it.
 */
export function layOut(messages, { first, openThread } = {}) {
  const items = [];
  let before = null;
  for (const m of messages) {
    if (!before || day(before.ts) !== day(m.ts)) {
      items.push(divider(`day ${day(m.ts)}`, "day", dayName(m.ts)));
      before = null;
    }
    if (m.ts === first) {
      items.push(divider("new", "new", t("new")));
      before = null;
    }
    items.push(item(m, follows(before, m), openThread));
    before = m;
  }
  return items;
}

function item(m, follow, openThread) {
  // A bar below it says "today": it is drawn anew on another day.
  const lately = m.replies && day(now.clock);
  return {
    key: m.ts,
    source: JSON.stringify([m, follow, lang(), now.locale, lately]),
    draw: () => drawMessage(m, { follows: follow, openThread }),
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

/** atEnd says whether one reads the end of a log just now. */
export const atEnd = (node) => node.scrollHeight - node.scrollTop - node.clientHeight < 120;

/** toEnd scrolls to the newest message. */
export function toEnd(node) {
  node.scrollTop = node.scrollHeight;
}
