// What the page knows, and its two ways to the server: asking and doing.

const here = new URLSearchParams(location.hash.slice(1));

export const now = {
  user: here.get("user") ?? "",
  channel: here.get("channel") ?? "",
  tab: "messages",
  app: "",
  home: "",
  people: [],
  shortcuts: [],
  conversations: [],
  unread: new Set(),
  events: null,
  modal: null,
  sent: [],
  recall: 0,
};

export const $ = (id) => document.getElementById(id);

const asked = {},
  drawn = {};

/**
 * fetchJSON gets what stands at a path now, or null when the answer is not to be shown:
 * a later one has overtaken it, or what was asked about is not what the page shows by now.
 */
export async function fetchJSON(path, query) {
  const turn = (asked[path] = (asked[path] ?? 0) + 1);
  const answer = await (await fetch(`/sandbox/${path}?${new URLSearchParams(query)}`)).json();
  const moved = Object.keys(query).some((key) => query[key] !== now[key]);
  if (moved || turn < (drawn[path] ?? 0)) return null;
  drawn[path] = turn;
  return answer;
}

/** send does something as the current person and shows what went wrong. */
export async function send(path, body) {
  const answer = await fetch(`/sandbox/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user: now.user, ...body }),
  });
  const result = answer.ok ? await answer.json() : { error: await answer.text() };
  problem(result.error);
  return result;
}

/** problem shows what went wrong, or that nothing does: in the modal when one is open. */
export function problem(text = "") {
  const general = $("modal").open && $("modal").querySelector(".general");
  for (const node of [$("problem"), general]) {
    if (!node) continue;
    const mine = text && node === (general || $("problem"));
    node.textContent = mine ? `⚠ ${text}` : "";
    node.hidden = !mine;
  }
}
