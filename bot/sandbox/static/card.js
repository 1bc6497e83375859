// Blocks in a frame: cards, carousels of cards, alerts; and pictures.

import { el, spans } from "./dom.js";
import { t } from "./words.js";

/** image shows the workspace's own pictures; others are described, for nothing leaves loopback. */
export function image(e) {
  const address = URL.parse(e.image_url);
  if (address?.origin === location.origin || address?.protocol === "data:") {
    return el("img", { src: e.image_url, alt: e.alt_text });
  }
  return el("span", { className: "picture" }, t("picture", e.alt_text));
}

/** signs stand for Slack's icons; a name without one shows its first letter. */
const signs = {
  archive: "▤",
  bookmark: "⚑",
  calendar: "▦",
  "caret-left": "‹",
  "caret-right": "›",
  check: "✓",
  clipboard: "▤",
  comment: "❝",
  download: "↓",
  edit: "✎",
  email: "✉",
  file: "▯",
  flag: "⚑",
  gear: "⚙",
  heart: "♥",
  help: "?",
  info: "i",
  link: "⚭",
  plus: "+",
  refresh: "↻",
  star: "☆",
  "star-filled": "★",
  upload: "↑",
  warning: "⚠",
};

/** card renders a card block; use(element) renders its buttons, the primary one last. */
export function card(b, use) {
  const line = (key) => b[key] && el("p", { className: key }, spans(b[key].spans));
  const icon = b.icon
    ? image(b.icon)
    : b.slack_icon &&
      el(
        "span",
        { className: "sign", "aria-hidden": "true" },
        signs[b.slack_icon.name] ?? b.slack_icon.name[0].toUpperCase(),
      );
  const buttons = (b.actions ?? []).toSorted((x, y) => (x.style === "primary") - (y.style === "primary"));
  return el(
    "article",
    { className: "card-frame" },
    b.hero_image && el("div", { className: "hero" }, image(b.hero_image)),
    (icon || b.title || b.subtitle) &&
      el(
        "header",
        {},
        icon && el("span", { className: "card-icon" }, icon),
        el("div", {}, line("title"), line("subtitle")),
      ),
    line("body"),
    line("subtext"),
    buttons.length > 0 && el("footer", {}, buttons.map(use)),
  );
}

/** carousel renders cards side by side, to be scrolled through. */
export function carousel(b, use) {
  const rail = el(
    "div",
    { className: "rail", role: "list", tabIndex: 0, "aria-label": t("cards"), "data-scrolls": "" },
    b.elements.map((c) => el("div", { role: "listitem" }, card(c, use))),
  );
  const turn = (key, sign, way) =>
    el(
      "button",
      {
        type: "button",
        className: "turn",
        "aria-label": t(key),
        title: t(key),
        onclick: () => rail.scrollBy({ left: way * (rail.firstChild.offsetWidth + 12), behavior: "smooth" }),
      },
      sign,
    );
  return [
    rail,
    b.elements.length > 1 &&
      el("div", { className: "pages" }, turn("cardBack", "‹", -1), turn("cardOn", "›", 1)),
  ];
}

const levels = {
  info: ["i", "alertInfo"],
  warning: ["⚠", "alertWarning"],
  error: ["✕", "alertError"],
  success: ["✓", "alertSuccess"],
};

/** alert renders an alert block, whose level is said to a screen reader in words. */
export function alert(b) {
  const [sign, key] = levels[b.level] ?? ["•"];
  return el(
    "div",
    { className: `alert-frame ${b.level ?? "default"}`, role: "note" },
    el("span", { className: "sign", "aria-hidden": "true" }, sign),
    key && el("span", { className: "unseen" }, `${t(key)}: `),
    el("p", {}, spans(b.text.spans)),
  );
}
