// Small helpers for making elements. Text always goes in as text, never as
// markup, so nothing that a bot or a person writes can become HTML.

import { dated, emoji } from "./signs.js";

/**
 * el("button", { className: "primary", onclick: f }, "Save") makes an element. What is false,
 * null or undefined is left out, among the children as well.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "list" && key !== "style") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c !== undefined && c !== null && c !== false));
  return node;
}

/**
 * spans renders runs of text that the server has parsed. A link that a browser should
 * not follow, such as javascript:, is only its text.
 */
export function spans(list = []) {
  return list.map((s) => {
    let node = document.createTextNode(s.at ? dated(s) : (emoji[s.text] ?? s.text));
    if (s.kind === "link" && followed(s.url)) {
      node = el("a", { href: s.url, target: "_blank", rel: "noreferrer noopener" }, node);
    } else if (s.kind === "color") {
      node = el("span", { className: "colour" }, el("span", { className: "swatch" }), node);
      node.firstChild.style.setProperty("background-color", s.text);
    } else if (!["text", "emoji", "link"].includes(s.kind)) {
      node = el("span", { className: `mention ${s.kind}` }, node);
    }
    if (s.code) node = el("code", {}, node);
    if (s.bold) node = el("b", {}, node);
    if (s.italic) node = el("i", {}, node);
    if (s.strike) node = el("s", {}, node);
    return node;
  });
}

/** followed says which addresses a browser should follow. */
const followed = (url) => /^(https?|mailto):/i.test(url);

/** visit opens an address beside the page, which the other page then cannot reach. */
export function visit(url) {
  if (followed(url)) window.open(url, "_blank", "noopener,noreferrer");
}

/** words is the plain text of a text object. */
export function words(text) {
  return (text?.spans ?? []).map((s) => s.text).join("");
}

/**
 * refill gives a list its items, {key, source, draw()}. Those whose source is as before keep
 * their elements: the focus stays where it is, and a screen reader reads only what is new.
 * Where the focus was in an item that is drawn anew, it goes to the same thing there.
 */
export function refill(list, items) {
  const old = new Map([...list.children].map((n) => [n.dataset.key, n]));
  const { activeElement } = document;
  const held = activeElement?.closest("[data-key]");
  const nodes = items.map(({ key, source, draw }) => {
    const before = old.get(key);
    if (before?.dataset.source === source) return before;
    const node = draw();
    Object.assign(node.dataset, { key, source });
    return node;
  });
  const kept = new Set(nodes);
  for (const node of [...list.children]) if (!kept.has(node)) node.remove();
  for (const [i, node] of nodes.entries()) {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  }
  if (!held || held.isConnected) return;
  const anew = nodes.find((n) => n.dataset.key === held.dataset.key);
  (counterpart(anew, activeElement) ?? anew)?.focus({ preventScroll: true });
}

/** counterpart finds what took the place of a button or a link in a part that was drawn anew. */
export function counterpart(root, gone) {
  const all = [...(root?.querySelectorAll("button, summary, a") ?? [])];
  return all.find((n) => n.textContent === gone.textContent);
}
