// What a person can do with the blocks of a message or a view. `where` says which one.

import { el, spans, words } from "./dom.js";
import { upload } from "./files.js";
import { $, now, problem, send } from "./state.js";

export function handsOn(where) {
  const name = (b, e) => `${b.block_id}/${e.action_id}`;
  return {
    act: (b, e, values) => confirmed(e, () => send("act", { ...where, element: name(b, e), values })),
    suggest: async (b, e, text) =>
      (await send("suggest", { ...where, element: name(b, e), text })).options ?? [],
    upload: (file) => upload(file, now.user),
    problem,
    people: () => now.people.map((p) => ({ value: p.id, text: p.realName, note: `@${p.name}` })),
    places: () =>
      now.conversations.filter((c) => c.kind !== "app").map((c) => ({ value: c.id, text: `#${c.name}` })),
  };
}

/** confirmed asks first when the element says so. */
function confirmed(element, then) {
  const c = element.confirm;
  if (!c) return then();
  const dialog = $("confirm");
  const close = (yes) => {
    dialog.close();
    if (yes) then();
  };
  const no = el(
    "button",
    { type: "button", className: "button", onclick: () => close(false) },
    words(c.deny),
  );
  dialog.replaceChildren(
    el("header", {}, el("h2", { id: "confirm-title" }, words(c.title))),
    el("div", { className: "scroll" }, el("p", {}, spans(c.text.spans))),
    el(
      "footer",
      {},
      no,
      el(
        "button",
        {
          type: "button",
          className: `button ${c.style === "danger" ? "danger" : "primary"}`,
          onclick: () => close(true),
        },
        words(c.confirm),
      ),
    ),
  );
  dialog.showModal();
  no.focus();
}
