// What stands at the beginning of a conversation: where one is, and what to try there.

import { put } from "./composer.js";
import { el } from "./dom.js";
import { face } from "./face.js";
import { $, called, now, place } from "./state.js";
import { lang, t } from "./words.js";

/** beginning is the first item of a log. */
export function beginning(messages) {
  const c = place();
  if (!c) return [];
  const source = JSON.stringify([c.id, lang(), now.welcome, messages.length === 0]);
  return [{ key: "beginning", source, draw: () => draw(c, messages.length === 0) }];
}

function draw(c, empty) {
  const isApp = c.kind === "app";
  return el(
    "div",
    { className: "beginning" },
    isApp && face("", c.name, true),
    el("h3", {}, called(c)),
    el("p", {}, isApp ? t("beginningOfApp", c.name) : t("beginningOfChannel", called(c), now.app)),
    isApp && empty && now.welcome.length > 0 && [el("p", {}, t("tryThis")), tries()],
  );
}

/** tries are things to type: choosing one puts it into the message box. */
function tries() {
  return el(
    "ul",
    { className: "tries" },
    now.welcome.map(({ typed, says }) =>
      el(
        "li",
        {},
        el("button", { type: "button", className: "button", onclick: () => type(typed) }, typed),
        ` ${says}`,
      ),
    ),
  );
}

function type(text) {
  $("text").focus();
  put($("text"), text);
}
