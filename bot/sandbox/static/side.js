// The left side: who one is, and where one can go.

import { el, refill } from "./dom.js";
import { $, called, now, place } from "./state.js";
import { knows, lang, t } from "./words.js";

/** drawSide shows people and conversations; `go(id)` opens one. */
export function drawSide(go) {
  refill($("person"), now.people.map(person));
  $("person").value = now.user;
  $("person-note").textContent = note(now.people.find((p) => p.id === now.user));
  $("language").value = lang();
  const of = (kinds) => now.conversations.filter((c) => kinds.includes(c.kind));
  refill(
    $("channels"),
    of(["channel", "private", "shared"]).map((c) => conversation(c, go)),
  );
  refill(
    $("apps"),
    of(["app"]).map((c) => conversation(c, go)),
  );
  countUnread();
}

/** person is somebody to be: "Camille Durand – chargée de compte, français". */
function person(p) {
  const text = `${p.realName} – ${note(p)}`;
  return { key: p.id, source: text, draw: () => el("option", { value: p.id }, text) };
}

/** note says what somebody does, and which language they read, in their own words. */
function note(p) {
  if (!p) return "";
  const what = p.title || (knows(p.kind) && t(p.kind));
  const speaks = new Intl.DisplayNames([p.locale], { type: "language" }).of(p.locale.split("-")[0]);
  return [what, speaks].filter(Boolean).join(", ");
}

function conversation(c, go) {
  const here = c.id === now.channel;
  const unread = here && !document.hidden ? 0 : c.unread;
  return {
    key: c.id,
    source: JSON.stringify([c, here, unread, lang()]),
    draw: () =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            className: unread ? "unread" : "",
            "data-channel": c.id,
            "data-name": c.name,
            "aria-current": here ? "page" : undefined,
            onclick: () => go(c.id),
          },
          el("span", { className: `sign ${c.kind}`, "aria-hidden": "true" }),
          el("span", { className: "name" }, c.name),
          knows(c.kind) && c.kind !== "app" && el("span", { className: "unseen" }, ` (${t(c.kind)})`),
          unread > 0 && [
            el("span", { className: "badge", "aria-hidden": "true" }, String(unread)),
            el("span", { className: "unseen" }, ` ${t("unread", unread)}`),
          ],
        ),
      ),
  };
}

/** countUnread says in the window's title, and on a phone's button, how much there is to read. */
function countUnread() {
  const elsewhere = now.conversations.filter((c) => document.hidden || c.id !== now.channel);
  const total = elsewhere.reduce((n, c) => n + c.unread, 0);
  const c = place();
  document.title = `${total ? `(${total}) ` : ""}${c ? called(c) : now.app} – ${now.team}`;
  $("menu").classList.toggle("unread", total > 0);
}

// The arrow keys go from one conversation to the next.
$("conversations").addEventListener("keydown", (ev) => {
  const buttons = [...$("conversations").querySelectorAll("button")];
  const from = buttons.indexOf(document.activeElement);
  const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: buttons.length - 1 }[ev.key];
  if (from < 0 || to === undefined) return;
  ev.preventDefault();
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
});

/** openSide shows or hides the left side where it does not stand beside the rest. */
export function openSide(open) {
  document.body.classList.toggle("side-open", open);
  $("menu").setAttribute("aria-expanded", String(open));
  if (open) $("person").focus();
}

$("menu").onclick = () => openSide(!document.body.classList.contains("side-open"));
$("side").addEventListener("keydown", (ev) => {
  if (ev.key !== "Escape" || !document.body.classList.contains("side-open")) return;
  openSide(false);
  $("menu").focus();
});
$("veil").onclick = () => openSide(false);
