// Small helpers for drawings. Colours come from classes of blocks.css alone.

/** svg makes an element of a drawing: svg("rect", { x: 1 }, child…). */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(props)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter(Boolean));
  return node;
}

/** tip is what a pointer that rests on a part of a drawing is told. */
export const tip = (text) => svg("title", {}, text);
