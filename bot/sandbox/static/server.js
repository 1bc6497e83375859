// The page's ways to the server: asking, doing, and saying what went wrong.

import { el } from "./dom.js";
import { $, now } from "./state.js";
import { knows, t } from "./words.js";

/** ask gets what stands at a path, or null when the server is away, which live.js says. */
export const ask = (path, query = {}) =>
  fetch(`/sandbox/${path}?${new URLSearchParams(query)}`)
    .then((r) => (r.ok ? r.json() : null))
    .catch(() => null);

const asked = new Map(),
  drawn = new Map();

/**
 * askNow gets what stands at a path now, or null when the answer is not to be shown: a later
 * one has overtaken it, what was asked about is not what the page shows by now, or the
 * server is away.
 */
export async function askNow(path, query) {
  const turn = (asked.get(path) ?? 0) + 1;
  asked.set(path, turn);
  const answer = await ask(path, query);
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
    return { error: t("unreachable"), away: true };
  }
}

/** send does something as the current person and shows what went wrong. */
export async function send(path, body) {
  const result = await post(path, body);
  if (result.code) result.error = t(knows(result.code) ? result.code : "failed", result.about, result.code);
  problem(result.error, Boolean(result.code));
  return result;
}

/** upload sends a file's bytes as the current person, and promises its id, name and size. */
export async function upload(file) {
  const query = new URLSearchParams({ user: now.user, name: file.name });
  const answer = await fetch(`/sandbox/upload?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  }).catch(() => {
    throw new Error(t("unreachable"));
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
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
