// The page: who you are, where you are, what stands there. The server holds
// all state; whenever it says that something changed, the page fetches it.

import { renderBlocks, collect } from "./blocks.js";
import { el, spans, words } from "./dom.js";

const $ = (id) => document.getElementById(id);
const here = new URLSearchParams(location.hash.slice(1));
const now = { user: here.get("user") ?? "", channel: here.get("channel") ?? "", tab: "messages",
  conversations: [], unread: new Set(), events: null, modal: null, sent: [], recall: 0 };

const asked = {}, drawn = {};

/**
 * fetchJSON gets what stands at a path now, or null when the answer is not to be shown:
 * a later one has overtaken it, or what was asked about is not what the page shows by now.
 */
async function fetchJSON(path, query) {
  const turn = asked[path] = (asked[path] ?? 0) + 1;
  const answer = await (await fetch(`/sandbox/${path}?${new URLSearchParams(query)}`)).json();
  const moved = Object.keys(query).some((key) => query[key] !== now[key]);
  if (moved || turn < (drawn[path] ?? 0)) return null;
  drawn[path] = turn;
  return answer;
}

/** send does something as the current person and shows what went wrong. */
async function send(path, body) {
  const answer = await fetch(`/sandbox/${path}`, {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: now.user, ...body }),
  });
  const result = answer.ok ? await answer.json() : { error: await answer.text() };
  $("problem").textContent = result.error ? `⚠ ${result.error}` : "";
  $("problem").hidden = !result.error;
  return result;
}

async function loadWorkspace() {
  const w = await fetchJSON("workspace", { user: now.user });
  if (!w) return;
  now.user = w.user;
  now.app = w.app;
  now.conversations = w.conversations ?? [];
  if (!now.conversations.some((c) => c.id === now.channel)) now.channel = now.conversations[0]?.id ?? "";
  document.title = `${w.team} - sandbox`;
  $("team").textContent = w.team;
  $("banner").textContent = w.banner ?? "";
  $("banner").hidden = !w.banner;
  $("person").replaceChildren(...(w.people ?? []).map((p) =>
    el("option", { value: p.id, selected: p.id === now.user }, `${p.realName} (${p.note})`)));
  drawConversations();
}

function drawConversations() {
  const sign = { app: "◆" };
  $("conversations").replaceChildren(...now.conversations.map((c) => el("li", {},
    el("button", {
      type: "button", className: now.unread.has(c.id) ? "unread" : "",
      "aria-current": c.id === now.channel ? "page" : undefined,
      onclick: () => go(c.id),
    }, el("span", { "aria-hidden": "true" }, sign[c.kind] ?? "#"), ` ${c.name}`,
    ["private", "shared"].includes(c.kind) && el("small", {}, c.kind),
    now.unread.has(c.id) && el("span", { className: "unseen" }, " (unread)")))));
  const c = now.conversations.find((k) => k.id === now.channel);
  const isApp = c?.kind === "app";
  $("title").textContent = c ? `${isApp ? "" : "# "}${c.name}` : "";
  $("tabs").hidden = !isApp;
  if (!isApp) now.tab = "messages";
  for (const tab of ["messages", "home"]) $(`tab-${tab}`).setAttribute("aria-selected", String(now.tab === tab));
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

async function loadMessages() {
  const answer = await fetchJSON("messages", { user: now.user, channel: now.channel });
  if (!answer) return;
  const { messages } = answer;
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const shown = new Map([...log.children].map((n) => [n.dataset.ts, n]));
  // Messages that did not change keep their elements: focus stays where it is
  // and a screen reader reads only what is new.
  log.replaceChildren(...messages.map((m) => {
    const source = JSON.stringify(m);
    const old = shown.get(m.ts);
    if (old?.dataset.source === source) return old;
    const node = drawMessage(m);
    node.dataset.ts = m.ts;
    node.dataset.source = source;
    return node;
  }));
  if (!messages.length) log.append(el("p", { className: "empty" }, "Nothing here yet."));
  if (atEnd || !shown.size) log.scrollTop = log.scrollHeight;
}

function drawMessage(m) {
  const time = new Date(Number(m.ts) * 1000);
  const act = (block, element, values) =>
    confirmed(element, () => send("act", {
      channel: now.channel, ts: m.ts, element: `${block.block_id}/${element.action_id}`, values,
    }));
  return el("article", { className: `message${m.onlyYou ? " only" : ""}${m.thread ? " reply" : ""}` },
    el("div", { className: `face${m.bot ? " bot" : ""}`, "aria-hidden": "true" }, (m.author || "?")[0].toUpperCase()),
    el("div", { className: "content" },
      m.onlyYou && el("p", { className: "note" }, "Only visible to you"),
      el("p", { className: "by" }, el("b", {}, m.author), m.bot && el("span", { className: "app" }, "APP"),
        el("time", { dateTime: time.toISOString() },
          time.toLocaleString([], { dateStyle: "medium", timeStyle: "short" })),
        m.edited && el("span", {}, "(edited)")),
      m.blocks ? renderBlocks(m.blocks, act) : el("p", { className: "plain" }, spans(m.spans)),
      (m.files ?? []).map((f) => el("p", { className: "file" }, `File: ${f.name}`))));
}

async function loadViews() {
  const answer = await fetchJSON("views", { user: now.user });
  if (!answer) return;
  const { modal, home } = answer;
  const act = (view) => (block, element, values) => confirmed(element, () =>
    send("act", { view: view.id, element: `${block.block_id}/${element.action_id}`, values }));
  $("home").replaceChildren(...(home ? renderBlocks(home.blocks, act(home))
    : [el("p", { className: "empty" }, `${now.app} has no Home yet.`)]));
  drawModal(modal, act);
}

function drawModal(view, act) {
  const dialog = $("modal");
  if (!view) {
    now.modal = null;
    dialog.close();
    return;
  }
  if (now.modal === view.hash) return;
  now.modal = view.hash;
  const form = el("form", { onsubmit: (ev) => submit(ev, view) },
    el("header", {}, el("h2", { id: "modal-title" }, view.title),
      el("button", { type: "button", className: "x", "aria-label": "Close", onclick: () => dismiss(view) }, "×")),
    el("div", { className: "scroll" }, renderBlocks(view.blocks, act(view))),
    el("p", { className: "problem general", role: "alert", hidden: true }),
    el("footer", {}, el("button", { type: "button", className: "button", onclick: () => dismiss(view) }, view.close),
      view.submit && el("button", { type: "submit", className: "button primary" }, view.submit)));
  dialog.replaceChildren(form);
  dialog.oncancel = (ev) => { ev.preventDefault(); dismiss(view); };
  if (!dialog.open) dialog.showModal();
}

async function submit(ev, view) {
  ev.preventDefault();
  const form = ev.target;
  for (const p of form.querySelectorAll(".problem")) p.hidden = true;
  const { error, errors } = await send("submit", { view: view.id, inputs: collect(form) });
  for (const [block, text] of Object.entries(errors ?? {})) complain(document.getElementById(`${block}-error`), text);
  if (error) complain(form.querySelector(".general"), error);
}

function complain(node, text) {
  if (!node) return;
  node.textContent = text;
  node.hidden = false;
}

const dismiss = (view) => send("dismiss", { view: view.id });

/** confirmed asks first when the element says so. */
function confirmed(element, then) {
  const c = element.confirm;
  if (!c) return then();
  const dialog = $("confirm");
  const close = (yes) => { dialog.close(); if (yes) then(); };
  dialog.replaceChildren(
    el("header", {}, el("h2", { id: "confirm-title" }, words(c.title))),
    el("div", { className: "scroll" }, el("p", {}, spans(c.text.spans))),
    el("footer", {},
      el("button", { type: "button", className: "button", onclick: () => close(false) }, words(c.deny)),
      el("button", { type: "button", className: `button ${c.style === "danger" ? "danger" : "primary"}`,
        onclick: () => close(true) }, words(c.confirm))));
  dialog.showModal();
}

function listen() {
  now.events?.close();
  now.events = new EventSource(`/sandbox/events?${new URLSearchParams({ user: now.user })}`);
  now.events.onopen = () => Promise.all([loadMessages(), loadViews()]);
  now.events.onmessage = (ev) => {
    const news = JSON.parse(ev.data);
    if (news.kind === "people") loadWorkspace();
    else if (news.kind === "view") loadViews();
    else if (news.channel === now.channel) loadMessages();
    else if (!news.mine) { now.unread.add(news.channel); drawConversations(); }
  };
}

async function become(user) {
  Object.assign(now, { user, unread: new Set(), modal: null });
  await loadWorkspace();
  $("log").replaceChildren();
  await Promise.all([loadMessages(), loadViews()]);
  listen();
}

$("person").onchange = (ev) => become(ev.target.value);
$("tab-messages").onclick = () => go(now.channel, "messages");
$("tab-home").onclick = () => go(now.channel, "home");
$("composer").onsubmit = async (ev) => {
  ev.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  now.sent.push(text);
  now.recall = now.sent.length;
  $("text").value = "";
  await send("say", { channel: now.channel, text });
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

become(now.user);
