// The inspector: what goes on between the workspace and the app, live. For developers, and
// in English only.

import { el } from "./dom.js";
import { edge } from "./edge.js";
import { journal } from "./journal.js";
import { ask } from "./server.js";
import { standing } from "./standing.js";
import { $ } from "./state.js";
import { tools } from "./tools.js";
import { drawArmed, loadTroubles, troubleButtons } from "./trouble.js";

/** How often an open inspector looks, in milliseconds. */
const every = 500;

let watching = null;

/** toggleInspector shows the inspector, or hides it again. */
export function toggleInspector() {
  watching ??= build($("inspector"));
  const open = $("inspector").hidden;
  $("inspector").hidden = !open;
  $("inspect").setAttribute("aria-expanded", String(open));
  if (!open) {
    $("inspect").focus();
    return;
  }
  $("inspector").focus();
  loadTroubles();
  watching();
}

/** build fills the panel, and returns what keeps it up to date as long as it is open. */
function build(panel) {
  const state = standing();
  const tool = tools({
    changed() {
      rows.filter();
      toTheEnd();
    },
    clear: () => rows.clear(),
  });
  const rows = journal((row) => tool.wanted(row));
  const { list } = rows;

  function toTheEnd() {
    if (tool.looking.following) list.scrollTop = list.scrollHeight;
  }

  list.addEventListener("scroll", () =>
    tool.follows(list.scrollHeight - list.scrollTop - list.clientHeight < 40),
  );
  // Whoever unfolds a row wants to read it.
  list.addEventListener("toggle", (ev) => ev.target.open && tool.follows(false), { capture: true });
  panel.tabIndex = -1;
  panel.setAttribute("aria-label", "Inspector");
  panel.addEventListener("keydown", (ev) => {
    if (ev.key !== "Escape" || ev.defaultPrevented) return;
    ev.preventDefault();
    toggleInspector();
  });
  panel.replaceChildren(
    edge(panel),
    el("header", {}, el("h2", {}, "Inspector"), state.line, closer()),
    el("div", { className: "sides" }, el("div", { className: "watch" }, tool.bar, list), troubles()),
  );
  return watch({
    paused: () => tool.looking.paused,
    state: state.draw,
    clear: rows.clear,
    add(entries) {
      rows.add(entries);
      toTheEnd();
    },
  });
}

/** watch asks for news again and again while the inspector is open and can be seen. */
function watch(panel) {
  let after = 0,
    shown = "",
    timer = 0;

  /** The buttons say what goes on, and which connections there are to choose from. */
  function buttonsFollow({ armed, sockets, limited }) {
    const state = JSON.stringify([armed, sockets, limited]);
    if (state !== shown) loadTroubles();
    shown = state;
  }

  async function look() {
    const news = await ask("journal", { after });
    if (!news) return;
    panel.state(news.state);
    drawArmed(news.state.armed);
    buttonsFollow(news.state);
    if (panel.paused()) return;
    if (news.last < after) {
      panel.clear(); // everything has begun anew
      after = 0;
      return;
    }
    // Somebody may have closed and opened it, and two have asked for the same.
    const fresh = news.entries.filter((entry) => entry.serial > after);
    after = news.last;
    if (fresh.length) panel.add(fresh);
  }

  return async function again() {
    clearTimeout(timer);
    if ($("inspector").hidden) return;
    if (!document.hidden) await look();
    clearTimeout(timer);
    timer = setTimeout(again, every);
  };
}

function closer() {
  return el(
    "button",
    { type: "button", className: "close", "aria-label": "Close", onclick: toggleInspector },
    "✕",
  );
}

/** troubles are the buttons that make some, folded away where there is little room. */
function troubles() {
  return el(
    "details",
    { className: "make", open: matchMedia("(min-width: 900px)").matches },
    el("summary", {}, "Make trouble"),
    el("p", { className: "mischief-problem", role: "alert" }),
    troubleButtons(),
  );
}
