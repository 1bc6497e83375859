// One message, with what one can do with it.

import { renderBlocks } from "./blocks.js";
import { el, spans } from "./dom.js";
import { face } from "./face.js";
import { fileCard } from "./files.js";
import { handsOn } from "./hands.js";
import { menu } from "./menu.js";
import { problem, send } from "./server.js";
import { now } from "./state.js";
import { clock, lately, moment } from "./times.js";
import { t } from "./words.js";

/**
 * drawMessage draws a message. One that `follows` another of the same author has no picture
 * again. `openThread` opens its thread; in a thread there is none.
 */
export function drawMessage(m, { follows, openThread }) {
  const replies = openThread && m.replies;
  return el(
    "article",
    {
      className: `message${m.onlyYou ? " only" : ""}${follows ? " follows" : ""}`,
      "data-ts": m.ts,
      tabIndex: -1,
    },
    follows ? el("span", { className: "gutter" }, time(m)) : face(m.user, m.author, m.bot),
    el(
      "div",
      { className: "content" },
      m.onlyYou && el("p", { className: "note" }, t("onlyYou")),
      el(
        "p",
        { className: follows ? "unseen" : "by" },
        el("b", {}, m.author),
        m.bot && el("span", { className: "app" }, t("app")),
        !follows && time(m),
      ),
      body(m),
      (m.files ?? []).map((f) => fileCard(f, now.user)),
      m.edited && !m.onlyYou && el("small", { className: "edited" }, t("edited")),
      replies && repliesBar(m, replies, openThread),
    ),
    !m.onlyYou && toolbar(m, openThread),
  );
}

function body(m) {
  if (m.blocks) return renderBlocks(m.blocks, handsOn({ channel: now.channel, ts: m.ts }));
  return m.spans?.length > 0 && el("p", { className: "plain" }, spans(m.spans));
}

/** time is when it was said; it leads to the message, as in Slack. */
function time(m) {
  const when = el(
    "time",
    { dateTime: new Date(Number(m.ts) * 1000).toISOString(), title: moment(m.ts) },
    clock(m.ts),
  );
  return m.onlyYou ? when : el("a", { className: "when", href: m.link, tabIndex: -1 }, when);
}

/** repliesBar says what there is in a message's thread, and opens it. */
function repliesBar(m, { count, last, people, unread }, openThread) {
  return el(
    "button",
    { type: "button", className: `replies${unread ? " unread" : ""}`, onclick: () => openThread(m.ts) },
    el(
      "span",
      { className: "crowd" },
      people.slice(0, 5).map((id) => face(id, now.faces[id], id === now.bot)),
    ),
    el("b", {}, t("replies", count)),
    unread > 0 && el("span", { className: "badge" }, t("newReplies", unread)),
    el("small", {}, t("lastReply", lately(last))),
  );
}

/** toolbar offers a thread, the app's shortcuts and the message's address. */
function toolbar(m, openThread) {
  const reply = openThread && { label: t("reply"), run: () => openThread(m.ts) };
  const own = now.shortcuts
    .filter((s) => !s.global)
    .map((s) => ({
      label: [s.name, el("small", {}, now.app)],
      run: () => send("shortcut", { channel: now.channel, ts: m.ts, callback: s.callback }),
    }));
  const copy = {
    label: t("copyLink"),
    run: () => navigator.clipboard.writeText(m.link).catch(() => problem(t("notCopied", m.link))),
  };
  return el(
    "div",
    { className: "more" },
    reply &&
      el("button", {
        type: "button",
        className: "reply",
        title: t("reply"),
        "aria-label": t("reply"),
        onclick: reply.run,
      }),
    menu(t("moreAbout", m.author), "⋮", [reply, ...own, copy].filter(Boolean)),
  );
}
