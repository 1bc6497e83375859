// The picture beside a message: the first letter of a name on a colour of its own.

import { el } from "./dom.js";

const colours = 6;

/** face shows who somebody is; the app has a sign instead of a letter. */
export function face(user, name, bot) {
  if (bot) return el("span", { className: "face bot", "aria-hidden": "true" });
  const sum = [...user].reduce((n, c) => n + c.codePointAt(0), 0);
  const letter = (name || "?")[0].toUpperCase();
  return el("span", { className: `face tint-${sum % colours}`, "aria-hidden": "true" }, letter);
}
