// The inspector's tools: which rows are shown, and whether new ones come.

import { el } from "./dom.js";

/** kinds are what the rows can be filtered by. */
const kinds = {
  envelope: "Envelopes",
  call: "Calls",
  response_url: "Response URLs",
  socket: "Sockets",
  violation: "Violations",
  trouble: "Trouble",
};

/**
 * tools is a toolbar; `changed` is called when other rows are to be shown, `clear` when none
 * are. What it says at the moment stands in `wanted(row)` and in `looking`.
 */
export function tools({ changed, clear }) {
  const hidden = new Set();
  const looking = { text: "", problems: false, paused: false, following: true };

  const set = (name) => (on) => {
    looking[name] = on;
    changed();
  };
  const kind = (name, label) =>
    chip(label, true, (on) => {
      if (on) hidden.delete(name);
      else hidden.add(name);
      changed();
    });
  const follow = chip("Follow", true, set("following"));
  const bar = el(
    "div",
    { className: "filters", role: "toolbar", "aria-label": "Journal" },
    ...Object.entries(kinds).map(([name, label]) => kind(name, label)),
    chip("Problems only", false, set("problems")),
    el("input", {
      type: "search",
      placeholder: "Filter",
      "aria-label": "Filter by text",
      oninput: (ev) => set("text")(ev.target.value.toLowerCase()),
    }),
    el("span", { className: "gap" }),
    chip("Pause", false, set("paused")),
    follow,
    el("button", { type: "button", className: "chip", onclick: clear }, "Clear"),
  );
  return {
    bar,
    looking,
    wanted: (row) =>
      !hidden.has(row.kind) && (!looking.problems || row.bad) && row.text.includes(looking.text),
    /** follows says that somebody scrolled to the end, or away from it. */
    follows(on) {
      looking.following = on;
      follow.setAttribute("aria-pressed", String(on));
    },
  };
}

/** chip is a button that stays pressed; `flip` hears whether it is. */
function chip(label, pressed, flip) {
  const node = el("button", { type: "button", className: "chip", "aria-pressed": String(pressed) }, label);
  node.addEventListener("click", () => {
    const on = node.getAttribute("aria-pressed") !== "true";
    node.setAttribute("aria-pressed", String(on));
    flip(on);
  });
  return node;
}
