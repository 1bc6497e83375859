// The page: who you are, where you are, what you say. The server holds all
// state; whenever it says that something changed, the page fetches it.

import { drawCalendar } from "./calendar.js";
import { completion } from "./complete.js";
import { el } from "./dom.js";
import { droppable, picker, upload } from "./files.js";
import { openInspector } from "./inspector.js";
import { menu } from "./menu.js";
import { loadMessages, reveal } from "./messages.js";
import { $, fetchJSON, now, problem, send } from "./state.js";
import { loadViews } from "./views.js";
import { lang, speak } from "./words.js";

async function loadWorkspace() {
  const w = await fetchJSON("workspace", { user: now.user });
  if (!w) return;
  Object.assign(now, {
    user: w.user,
    app: w.app,
    home: w.home,
    people: w.people ?? [],
    shortcuts: w.shortcuts ?? [],
    conversations: w.conversations ?? [],
  });
  speak(w.locale);
  $("language").value = lang();
  $("inspect").hidden = !w.inspector;
  $("gallery").hidden = !w.gallery;
  drawCalendar(w.calendar ?? null);
  if (!now.conversations.some((c) => c.id === now.channel)) now.channel = now.conversations[0]?.id ?? "";
  document.title = `${w.team} - sandbox`;
  $("team").textContent = w.team;
  $("banner").textContent = w.banner ?? "";
  $("banner").hidden = !w.banner;
  $("person").replaceChildren(
    ...now.people.map((p) =>
      el("option", { value: p.id, selected: p.id === now.user }, `${p.realName} (${p.note})`),
    ),
  );
  const global = now.shortcuts.filter((s) => s.global);
  $("shortcuts").replaceChildren(
    ...(global.length
      ? [
          menu(
            "Shortcuts",
            "⚡",
            global.map((s) => ({
              label: [s.name, el("small", {}, now.app)],
              run: () => send("shortcut", { callback: s.callback }),
            })),
          ),
        ]
      : []),
  );
  drawConversations();
}

function drawConversations() {
  const sign = { app: "◆" };
  $("conversations").replaceChildren(
    ...now.conversations.map((c) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            className: now.unread.has(c.id) ? "unread" : "",
            "aria-current": c.id === now.channel ? "page" : undefined,
            onclick: () => go(c.id),
          },
          el("span", { "aria-hidden": "true" }, sign[c.kind] ?? "#"),
          ` ${c.name}`,
          ["private", "shared"].includes(c.kind) && el("small", {}, c.kind),
          now.unread.has(c.id) && el("span", { className: "unseen" }, " (unread)"),
        ),
      ),
    ),
  );
  const c = now.conversations.find((k) => k.id === now.channel);
  const isApp = c?.kind === "app";
  $("title").textContent = c ? `${isApp ? "" : "# "}${c.name}` : "";
  $("tabs").hidden = !isApp;
  if (!isApp) now.tab = "messages";
  for (const tab of ["messages", "home"])
    $(`tab-${tab}`).setAttribute("aria-selected", String(now.tab === tab));
  $("log").hidden = now.tab !== "messages";
  $("composer").hidden = now.tab !== "messages";
  $("home").hidden = now.tab !== "home";
  $("text").placeholder = isApp ? `Message ${c.name}` : `Message #${c?.name ?? ""} - try /tier help`;
  location.hash = new URLSearchParams({ user: now.user, channel: now.channel });
}

async function go(channel, tab = "messages") {
  Object.assign(now, { channel, tab });
  now.unread.delete(channel);
  drawConversations();
  if (tab === "home") await send("home", {});
  await Promise.all([loadMessages(), loadViews()]);
}

function listen() {
  now.events?.close();
  now.events = new EventSource(`/sandbox/events?${new URLSearchParams({ user: now.user })}`);
  now.events.onopen = () => Promise.all([loadMessages(), loadViews()]);
  now.events.onmessage = (ev) => {
    const news = JSON.parse(ev.data);
    if (news.kind === "people" || news.kind === "time") loadWorkspace();
    else if (news.kind === "view") loadViews();
    else if (news.channel === now.channel) loadMessages();
    else if (!news.mine) {
      now.unread.add(news.channel);
      drawConversations();
    }
  };
}

async function become(user) {
  Object.assign(now, { user, unread: new Set(), modal: null });
  attached.restore([]); // files are their owner's
  await loadWorkspace();
  $("log").replaceChildren();
  await Promise.all([loadMessages(), loadViews()]);
  listen();
}

const attached = picker({ label: "Attach files", take: (file) => upload(file, now.user), problem });
$("attach").append(attached);
droppable(document.querySelector("main"), attached.add);

$("person").onchange = (ev) => become(ev.target.value);
$("tab-messages").onclick = () => go(now.channel, "messages");
$("tab-home").onclick = () => go(now.channel, "home");
$("composer").onsubmit = async (ev) => {
  ev.preventDefault();
  const text = $("text").value.trim();
  // A command takes no files: they wait for the next message.
  const files = text.startsWith("/") ? [] : attached.take();
  if (!text && !files.length) return;
  if (text) now.sent.push(text);
  now.recall = now.sent.length;
  $("text").value = "";
  await send("say", { channel: now.channel, text, files });
};
$("text").onkeydown = (ev) => {
  if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing) {
    ev.preventDefault();
    $("composer").requestSubmit();
  } else if (ev.key === "ArrowUp" && !$("text").value && now.recall > 0) {
    ev.preventDefault();
    $("text").value = now.sent[--now.recall];
  }
};

// A message's address leads to the message here, not to Slack.
document.addEventListener("click", async (ev) => {
  const link = ev.target.closest?.("a[href]");
  const prefix = `${now.home}archives/`;
  if (!link?.href.startsWith(prefix)) return;
  ev.preventDefault();
  const [channel, digits] = link.href.slice(prefix.length).split("?")[0].split("/p");
  if (!now.conversations.some((c) => c.id === channel)) {
    problem("You are not in the conversation that this link leads to.");
    return;
  }
  await go(channel);
  reveal(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
});

completion($("text"), { user: () => now.user });
$("inspect").onclick = () => openInspector();

become(now.user);
