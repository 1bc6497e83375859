// A specimen in its frame: a message as it stands in the conversation, a modal as a dialog
// drawn in place, a Home tab. Whatever one presses in it does nothing.

import { renderBlocks } from "./blocks.js";
import { confirmForm } from "./confirm.js";
import { el, spans } from "./dom.js";
import { face } from "./face.js";
import { complain, modalForm } from "./modal.js";
import { inLanguage, t } from "./words.js";

const nothing = async () => null;

const hands = {
  act: nothing,
  suggest: async () => [],
  upload: () => Promise.reject(new Error("Files go nowhere from here.")),
  problem: () => {},
  people: () => [],
  places: () => [],
};

/** frame draws a specimen of an app in its own language, among people who can be chosen. */
export function frame(s, app, people = []) {
  hands.people = () => people;
  return inLanguage(s.lang, () => {
    const node = { message, modal, home }[s.surface](s, app);
    return el(
      "form",
      { className: "frame", noValidate: true, onsubmit: (ev) => ev.preventDefault() },
      node,
      s.asks && questions(s.drawn.blocks ?? []).map(question),
    );
  });
}

function message(s, app) {
  const { blocks, spans: text } = s.drawn;
  return el(
    "div",
    { className: `message${s.onlyYou ? " only" : ""}` },
    face("", app, true),
    el(
      "div",
      { className: "content" },
      s.onlyYou && el("p", { className: "note" }, t("onlyYou")),
      el(
        "p",
        { className: "by" },
        el("b", {}, app),
        el("span", { className: "app" }, t("app")),
        el("time", {}, "09:00"),
      ),
      blocks ? renderBlocks(blocks, hands) : el("p", { className: "plain" }, spans(text)),
    ),
  );
}

/** questions are what the elements of blocks ask before they do anything, each once. */
function questions(blocks) {
  const all = blocks.flatMap((b) => [...(b.elements ?? []), b.accessory]).map((e) => e?.confirm);
  return [...new Map(all.filter(Boolean).map((q) => [JSON.stringify(q), q])).values()];
}

function question(asked) {
  const { form } = confirmForm(asked, nothing);
  form.classList.add("in-place");
  form.setAttribute("role", "group");
  form.querySelector("h2").removeAttribute("id");
  return form;
}

function modal(s) {
  const form = modalForm(s.drawn, hands, {});
  // A form stands in no form: what is in it moves into a box of its kind.
  const box = el("div", { className: "modal-form in-place", role: "group", "aria-label": s.drawn.title });
  box.append(...form.childNodes);
  for (const b of box.querySelectorAll("[type=submit]")) b.type = "button";
  complain(box, s.errors ?? {}, (text) => {
    const general = box.querySelector(".problem.general");
    general.textContent = text;
    general.hidden = false;
  });
  return box;
}

const home = (s) => el("div", { className: "home-frame" }, renderBlocks(s.drawn.blocks, hands));
