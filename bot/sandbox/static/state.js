// What the page knows, and its two ways to the server: asking and doing.

import { el } from "./dom.js";
import { knows, t } from "./words.js";

/** inAddress is who and where the page's address says. */
export const inAddress = () => {
  const here = new URLSearchParams(location.hash.slice(1));
  return { user: here.get("user") ?? "", channel: here.get("channel") ?? "" };
};

export const now = {
  world: "", // which workspace it is; another one has nothing of this one's
  ...inAddress(),
  thread: "", // the ts of the first message of the thread that is open
  tab: "messages",
  clock: 0, // the workspace's time, in seconds
  locale: "en-GB",
  zone: undefined,
  app: "",
  home: "",
  people: [],
  faces: {},
  welcome: [],
  shortcuts: [],
  conversations: [],
  modal: null,
};

export const $ = (id) => document.getElementById(id);

/** place is the conversation that the page shows. */
export const place = () => now.conversations.find((c) => c.id === now.channel);

/** called is a conversation's name as people say it. */
export const called = (c) => (c.kind === "app" ? c.name : `#${c.name}`);

const asked = new Map(),
  drawn = new Map();

/**
 * fetchJSON gets what stands at a path now, or null when the answer is not to be shown:
 * a later one has overtaken it, what was asked about is not what the page shows by now, or
 * the server is away, which live.js says.
 */
export async function fetchJSON(path, query) {
  const turn = (asked.get(path) ?? 0) + 1;
  asked.set(path, turn);
  const answer = await fetch(`/sandbox/${path}?${new URLSearchParams(query)}`)
    .then((r) => (r.ok ? r.json() : null))
    .catch(() => null);
  const moved = Object.keys(query).some((key) => query[key] !== now[key]);
  if (!answer || moved || turn < (drawn.get(path) ?? 0)) return null;
  drawn.set(path, turn);
  return answer;
}

/** post does something as the current person and says nothing about it. */
export async function post(path, body) {
  try {
    const answer = await fetch(`/sandbox/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: now.user, ...body }),
    });
    return answer.ok ? await answer.json() : { error: await answer.text() };
  } catch {
    return { error: t("unreachable") };
  }
}

/** send does something as the current person and shows what went wrong. */
export async function send(path, body) {
  const result = await post(path, body);
  if (result.code) result.error = t(knows(result.code) ? result.code : "failed", result.about, result.code);
  problem(result.error, Boolean(result.code));
  return result;
}

/**
 * problem shows what went wrong, or that nothing does, where one looks just then. What Slack
 * says of a command is marked as for this person alone.
 */
export function problem(text = "", onlyYou = false) {
  const general = $("modal").open && $("modal").querySelector(".general");
  const thread = now.thread && $("thread").contains(document.activeElement) && $("thread-problem");
  const shown = general || thread || $("problem");
  for (const node of [$("problem"), $("thread-problem"), general]) {
    if (!node) continue;
    node.hidden = !text || node !== shown;
    node.replaceChildren(
      ...(node.hidden ? [] : [onlyYou && el("small", {}, t("onlyYou")), text].filter(Boolean)),
    );
  }
}
