// The page: who you are, where you are, what you say. The server holds all state; whenever it
// says that something changed, the page fetches it and draws what is different.
//
// state.js is what the page knows, server.js its ways to the server, live.js how it hears of
// news, words.js what it says in two languages, dom.js how anything gets on the screen. Nothing
// else makes elements of text, so that no text becomes HTML. On these stand
//
//   side, switcher        who one is and where one can go
//   messages, thread      the conversation and the thread beside it: log lays both out,
//                         message draws one message, welcome what stands before the first
//   composer, complete    what one types, and what is offered meanwhile
//   blocks                Block Kit: card, table, markdown, richtext, chart (plot, pie); and
//                         elements: button, menu, typed, dates (month), moments, files, and
//                         selects, which are a combobox with options; hands is what they do
//   views                 Home and modals: modal and confirm draw them, kept keeps what was
//                         filled in while they are drawn anew
//   calendar              the time, and what moves it
//   inspector             for developers: standing, tools, journal (raw), trouble, edge
//
// and what several of them need: days and times, signs (moments and emoji), find, face, popup,
// svg. A style sheet is called as the module that draws what it styles; base.css has the colours.
//
// gallery.js is the other page: frame draws its specimens with the same blocks, measure finds
// what does not fit.

import { drawCalendar } from "./calendar.js";
import { completion } from "./complete.js";
import { composer, drawShortcuts } from "./composer.js";
import { toggleInspector } from "./inspector.js";
import { listen, steadily } from "./live.js";
import { loadMessages, reveal } from "./messages.js";
import { askNow, problem, send } from "./server.js";
import { drawSide, openSide } from "./side.js";
import { $, called, inAddress, now, place } from "./state.js";
import { switcher } from "./switcher.js";
import { closeThread, loadThread, openThread, reply } from "./thread.js";
import { drawArmed } from "./trouble.js";
import { loadViews } from "./views.js";
import { speak, t } from "./words.js";

const load = {
  workspace: steadily(loadWorkspace),
  messages: steadily(loadMessages),
  thread: steadily(loadThread),
  views: steadily(loadViews),
};

/** Where a name for the language is enough for the page, a locale has to say which country's. */
const locales = { en: "en-GB", fr: "fr-FR" };

/** bare is an element that is nothing in particular. */
const bare = { role: null, ariaLabel: null };

async function loadWorkspace() {
  const w = await askNow("workspace", { user: now.user });
  if (!w) return;
  if (now.world && now.world !== w.world) leaveWorld();
  const { world, team, user, app, bot, home, faces, locale, zone } = w;
  Object.assign(now, { world, team, user, app, bot, home, faces, locale, zone });
  for (const list of ["people", "shortcuts", "conversations", "welcome"]) now[list] = w[list] ?? [];
  speak(w.locale);
  if (place()) box.turn(now.channel);
  else go(now.conversations.find((c) => c.kind === "app")?.id ?? "");
  $("team").textContent = w.team;
  $("gallery").hidden = !w.gallery;
  drawCalendar(w.calendar ?? null);
  drawArmed(w.armed ?? []);
  drawShortcuts();
  draw();
}

/** leaveWorld drops what stood in a world that has started over, and keeps what is typed. */
function leaveWorld() {
  closeThread();
  box.leave();
  reply.leave();
  problem();
  now.modal = null;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

/** draw shows where one is. */
function draw() {
  const c = place();
  drawSide(enter);
  const isApp = c?.kind === "app";
  $("title").textContent = c ? c.name : "";
  $("title").className = `sign-before ${c?.kind ?? ""}`;
  $("tabs").hidden = !isApp;
  // Without tabs there is no panel of one.
  Object.assign($("panel-messages"), isApp ? { role: "tabpanel", ariaLabel: t("messages") } : bare);
  for (const tab of ["messages", "home"]) {
    const chosen = now.tab === tab;
    $(`tab-${tab}`).setAttribute("aria-selected", String(chosen));
    $(`tab-${tab}`).tabIndex = chosen ? 0 : -1;
    $(`panel-${tab}`).hidden = !chosen;
  }
  $("text").placeholder = c ? t("messageTo", called(c)) : "";
  $("thread-text").placeholder = t("replyHere");
  history.replaceState(null, "", `#${new URLSearchParams({ user: now.user, channel: now.channel })}`);
}

/** enter opens a conversation, ready to type. */
function enter(channel) {
  openSide(false);
  go(channel);
  $("text").focus();
}

/** go opens a conversation. */
async function go(channel, tab = "messages") {
  if (channel !== now.channel) closeThread();
  Object.assign(now, { channel, tab });
  box.turn(channel);
  problem();
  draw();
  if (tab === "home") await send("home", {});
  await Promise.all([load.messages(), load.views()]);
}

/** become makes the page somebody else's. */
async function become(user) {
  leaveWorld();
  box.forget();
  reply.forget();
  now.user = user;
  await load.workspace();
  await Promise.all([load.messages(), load.views()]);
  listen(changed);
}

/** changed fetches what the server says is different. Another language is another look of all. */
function changed({ kind, channel }) {
  if (["all", "people", "view"].includes(kind)) load.views();
  if (kind !== "view") load.workspace();
  if (["all", "people", "read", "time"].includes(kind) || (kind === "message" && channel === now.channel)) {
    load.messages();
    load.thread();
  }
}

const box = composer({
  form: $("composer"),
  field: $("text"),
  attach: $("attach"),
  around: document.querySelector("main"),
  where: () => ({ channel: now.channel }),
});

$("person").onchange = (ev) => become(ev.target.value);
$("language").onchange = (ev) => send("locale", { locale: locales[ev.target.value] });
$("inspect").onclick = () => toggleInspector();
for (const tab of ["messages", "home"]) $(`tab-${tab}`).onclick = () => go(now.channel, tab);
$("tabs").onkeydown = (ev) => {
  if (!["ArrowLeft", "ArrowRight"].includes(ev.key)) return;
  const other = now.tab === "home" ? "messages" : "home";
  go(now.channel, other);
  $(`tab-${other}`).focus();
};

window.onhashchange = () => {
  const { user, channel } = inAddress();
  Object.assign(now, { channel, tab: "messages" });
  become(user);
};

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  load.messages();
  load.thread();
});

// A message's address leads to the message here, not to Slack.
document.addEventListener("click", async (ev) => {
  const link = ev.target.closest?.("a[href]");
  const prefix = `${now.home}archives/`;
  if (!link?.href.startsWith(prefix)) return;
  ev.preventDefault();
  const to = new URL(link.href);
  const [, , channel, digits] = to.pathname.split("/");
  if (!now.conversations.some((c) => c.id === channel)) {
    problem(t("notThere"));
    return;
  }
  await go(channel);
  const thread = to.searchParams.get("thread_ts");
  if (thread) await openThread(thread);
  if (digits) reveal(`${digits.slice(1, -6)}.${digits.slice(-6)}`);
});

completion($("text"));
switcher({ go: enter, become });
become(now.user);
// A phone would show its keyboard at once.
if (matchMedia("(min-width: 641px)").matches) $("text").focus();
