// The inspector: what goes on between the workspace and the app, live. For developers, and
// in English only.

import { el } from "./dom.js";
import { edge } from "./edge.js";
import { journal, kinds } from "./journal.js";
import { standing } from "./standing.js";
import { $ } from "./state.js";
import { drawArmed, loadTroubles, troubleButtons } from "./trouble.js";

/** How often an open inspector looks, in milliseconds. */
const every = 500;

let panel = null;

/** openInspector shows the inspector, or hides it again. */
export function openInspector() {
  panel ??= build();
  const open = $("inspector").hidden;
  $("inspector").hidden = !open;
  $("inspect").setAttribute("aria-expanded", String(open));
  if (!open) {
    $("inspect").focus();
    return;
  }
  $("inspector").focus();
  loadTroubles();
  panel.look();
}

function build() {
  const hidden = new Set();
  const looking = { text: "", bad: false, paused: false, follow: true };
  const rows = journal(
    (row) => !hidden.has(row.kind) && (!looking.bad || row.bad) && row.text.includes(looking.text),
  );
  const state = standing();
  let after = 0,
    shown = "";

  function follow() {
    if (looking.follow) rows.list.scrollTop = rows.list.scrollHeight;
  }

  async function look() {
    if ($("inspector").hidden) return;
    if (!document.hidden) await once();
    setTimeout(look, every);
  }

  /** The buttons say what goes on, and which connections there are to choose from. */
  function buttonsFollow({ armed, sockets, limited }) {
    const state = JSON.stringify([armed, sockets, limited]);
    if (state !== shown) loadTroubles();
    shown = state;
  }

  async function once() {
    const news = await fetch(`/sandbox/journal?after=${after}`)
      .then((r) => (r.ok ? r.json() : null))
      .catch(() => null);
    if (!news) return;
    state.draw(news.state);
    drawArmed(news.state.armed);
    buttonsFollow(news.state);
    if (looking.paused) return;
    if (news.last < after) {
      rows.clear(); // everything has begun anew
      after = 0;
      return;
    }
    after = news.last;
    if (!news.entries.length) return;
    rows.add(news.entries);
    follow();
  }

  const chip = (label, pressed, flip) =>
    el(
      "button",
      {
        type: "button",
        className: "chip",
        "aria-pressed": String(pressed),
        onclick: (ev) => {
          const on = ev.currentTarget.getAttribute("aria-pressed") !== "true";
          ev.currentTarget.setAttribute("aria-pressed", String(on));
          flip(on);
        },
      },
      label,
    );
  const filtered = (flip) => (on) => {
    flip(on);
    rows.filter();
    follow();
  };
  const following = chip("Follow", true, (on) => {
    looking.follow = on;
    follow();
  });
  rows.list.addEventListener("scroll", () => {
    const l = rows.list;
    looking.follow = l.scrollHeight - l.scrollTop - l.clientHeight < 40;
    following.setAttribute("aria-pressed", String(looking.follow));
  });

  const tools = el(
    "div",
    { className: "tools", role: "toolbar", "aria-label": "Journal" },
    ...Object.entries(kinds).map(([kind, label]) =>
      chip(
        label,
        true,
        filtered((on) => (on ? hidden.delete(kind) : hidden.add(kind))),
      ),
    ),
    chip(
      "Problems only",
      false,
      filtered((on) => {
        looking.bad = on;
      }),
    ),
    el("input", {
      type: "search",
      placeholder: "Filter",
      "aria-label": "Filter by text",
      oninput: (ev) =>
        filtered(() => {
          looking.text = ev.target.value.toLowerCase();
        })(true),
    }),
    el("span", { className: "gap" }),
    chip("Pause", false, (on) => {
      looking.paused = on;
    }),
    following,
    el("button", { type: "button", className: "chip", onclick: rows.clear }, "Clear"),
  );
  const node = $("inspector");
  node.tabIndex = -1;
  node.setAttribute("aria-label", "Inspector");
  node.addEventListener("keydown", (ev) => {
    if (ev.key !== "Escape" || ev.defaultPrevented) return;
    ev.preventDefault();
    openInspector();
  });
  node.replaceChildren(
    edge(node),
    el(
      "header",
      {},
      el("h2", {}, "Inspector"),
      state.line,
      el(
        "button",
        { type: "button", className: "close", "aria-label": "Close", onclick: openInspector },
        "✕",
      ),
    ),
    el("div", { className: "sides" }, el("div", { className: "watch" }, tools, rows.list), troubles()),
  );
  return { look };
}

function troubles() {
  const wide = matchMedia("(min-width: 900px)");
  const box = el(
    "details",
    { className: "make", open: wide.matches },
    el("summary", {}, "Make trouble"),
    el("p", { className: "mischief-problem", role: "alert" }),
    troubleButtons(),
  );
  return box;
}
