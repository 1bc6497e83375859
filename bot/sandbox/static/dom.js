// Small helpers for making elements. Text always goes in as text, never as
// markup, so nothing that a bot or a person writes can become HTML.

/** el("button", {class: "primary", onclick: f}, "Save") makes an element. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "list" && key !== "style") node[key] = value;
    else node.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
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
    let node = document.createTextNode(s.text);
    if (s.kind === "link" && /^(https?|mailto):/i.test(s.url)) {
      node = el("a", { href: s.url, target: "_blank", rel: "noreferrer noopener" }, node);
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

/** words is the plain text of a text object. */
export function words(text) {
  return (text?.spans ?? []).map((s) => s.text).join("");
}
