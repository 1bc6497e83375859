// The question that an element asks before it does what it is for.

import { el, spans, words } from "./dom.js";

/**
 * confirmed asks what a confirm object says and promises whether the answer was yes. With
 * nothing to ask it is yes at once. Escape is no, and the focus goes back to where it was.
 */
export function confirmed(asked) {
  if (!asked) return Promise.resolve(true);
  const dialog = document.getElementById("confirm");
  return new Promise((resolve) => {
    const { form, deny } = confirmForm(asked, (yes) => {
      dialog.onclose = null;
      dialog.close();
      resolve(yes);
    });
    dialog.replaceChildren(form);
    dialog.onclose = () => resolve(false);
    dialog.showModal();
    deny.focus();
  });
}

/** confirmForm draws the question; answer(yes) is called when it is answered. */
export function confirmForm(asked, answer) {
  const button = (className, text, yes) =>
    el("button", { type: "button", className: `button ${className}`, onclick: () => answer(yes) }, text);
  const deny = button("", words(asked.deny), false);
  const form = el(
    "div",
    { className: "ask" },
    el("header", {}, el("h2", { id: "confirm-title" }, words(asked.title))),
    el("div", { className: "scroll" }, el("p", {}, spans(asked.text.spans))),
    el(
      "footer",
      {},
      deny,
      button(asked.style === "danger" ? "danger solid" : "primary", words(asked.confirm), true),
    ),
  );
  return { form, deny };
}
