// The messages of a conversation.

import { renderBlocks } from "./blocks.js";
import { el, spans } from "./dom.js";
import { fileCard } from "./files.js";
import { handsOn } from "./hands.js";
import { menu } from "./menu.js";
import { $, fetchJSON, now, problem, send } from "./state.js";

export async function loadMessages() {
  const answer = await fetchJSON("messages", { user: now.user, channel: now.channel });
  if (!answer) return;
  const { messages } = answer;
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const shown = new Map([...log.children].map((n) => [n.dataset.ts, n]));
  // Messages that did not change keep their elements: focus stays where it is
  // and a screen reader reads only what is new.
  log.replaceChildren(
    ...messages.map((m) => {
      const source = JSON.stringify(m);
      const old = shown.get(m.ts);
      if (old?.dataset.source === source) return old;
      const node = drawMessage(m);
      node.dataset.ts = m.ts;
      node.dataset.source = source;
      return node;
    }),
  );
  if (!messages.length) log.append(el("p", { className: "empty" }, "Nothing here yet."));
  if (atEnd || !shown.size) log.scrollTop = log.scrollHeight;
}

function drawMessage(m) {
  const time = new Date(Number(m.ts) * 1000);
  return el(
    "article",
    { className: `message${m.onlyYou ? " only" : ""}${m.thread ? " reply" : ""}` },
    el(
      "div",
      { className: `face${m.bot ? " bot" : ""}`, "aria-hidden": "true" },
      (m.author || "?")[0].toUpperCase(),
    ),
    el(
      "div",
      { className: "content" },
      m.onlyYou && el("p", { className: "note" }, "Only visible to you"),
      el(
        "p",
        { className: "by" },
        el("b", {}, m.author),
        m.bot && el("span", { className: "app" }, "APP"),
        el(
          "time",
          { dateTime: time.toISOString() },
          time.toLocaleString([], { dateStyle: "medium", timeStyle: "short" }),
        ),
        m.edited && el("span", {}, "(edited)"),
      ),
      m.blocks
        ? renderBlocks(m.blocks, handsOn({ channel: now.channel, ts: m.ts }))
        : m.spans?.length > 0 && el("p", { className: "plain" }, spans(m.spans)),
      (m.files ?? []).map((f) => fileCard(f, now.user)),
    ),
    !m.onlyYou && messageMenu(m),
  );
}

/** messageMenu offers the app's shortcuts and the message's address. */
function messageMenu(m) {
  const own = now.shortcuts
    .filter((s) => !s.global)
    .map((s) => ({
      label: [s.name, el("small", {}, now.app)],
      run: () => send("shortcut", { channel: now.channel, ts: m.ts, callback: s.callback }),
    }));
  const copy = {
    label: "Copy link",
    run: () => navigator.clipboard.writeText(m.link).catch(() => problem(`Not copied: ${m.link}`)),
  };
  return el(
    "div",
    { className: "more" },
    menu(`More actions for the message of ${m.author}`, "⋮", [...own, copy]),
  );
}

/** reveal scrolls to a message and marks it for a moment. */
export function reveal(ts) {
  const node = [...$("log").children].find((n) => n.dataset.ts === ts);
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.classList.add("found");
  setTimeout(() => node.classList.remove("found"), 2000);
}
