// Buttons. As in Slack a button shows that something is under way until the app's ack, and a
// warning beside it when none came.

import { el, spans, visit, words } from "./dom.js";
import { svg } from "./svg.js";
import { t } from "./words.js";

/**
 * button renders a button element. act(values, begun) promises what came of it, and calls
 * begun() once nothing is left to be asked.
 */
export function button(e, act) {
  const long = [...words(e.text)].length > 30; // Slack shows about thirty characters
  const node = el(
    "button",
    {
      type: "button",
      className: `button ${e.style ?? ""}`,
      "aria-label": e.accessibility_label,
      title: long ? words(e.text) : undefined,
      onclick: () => {
        visit(e.url);
        press(node, act, []);
      },
    },
    el("span", { className: `label${long ? " long" : ""}` }, spans(e.text.spans)),
  );
  return node;
}

/** iconButton is the small button that carries nothing but a sign. */
export function iconButton(e, act) {
  const node = el(
    "button",
    {
      type: "button",
      className: "button icon",
      title: words(e.text),
      "aria-label": e.accessibility_label ?? words(e.text),
      onclick: () => press(node, act, []),
    },
    el("span", { className: "label" }, trash()),
  );
  return node;
}

/** trash is the only sign that Slack has for icon buttons. */
const trash = () =>
  svg(
    "svg",
    { viewBox: "0 0 16 16", width: 16, height: 16, class: "trash", "aria-hidden": "true" },
    svg("path", { d: "M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.700 6.500v4.500M9.300 6.500v4.500" }),
  );

/** feedbackButtons are two, of which the one that was pressed stays marked. */
export function feedbackButtons(e, act) {
  const one = (b) => {
    const node = el(
      "button",
      {
        type: "button",
        className: "button icon",
        "aria-pressed": "false",
        "aria-label": b.accessibility_label,
        onclick: () => {
          for (const other of box.children) other.setAttribute("aria-pressed", String(other === node));
          press(node, act, [b.value]);
        },
      },
      el("span", { className: "label" }, spans(b.text.spans)),
    );
    return node;
  };
  const box = el(
    "span",
    { className: "feedback", role: "group", "aria-label": t("rating") },
    one(e.positive_button),
    one(e.negative_button),
  );
  return box;
}

/** press marks a button while what it does is under way, and shows what went wrong with it. */
async function press(node, act, values) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.parentNode?.querySelector(":scope > .fault")?.remove();
  let result;
  try {
    result = await act(values, () => node.setAttribute("aria-busy", "true"));
  } catch (err) {
    result = { error: err.message };
  }
  node.removeAttribute("aria-busy");
  if (result?.error) {
    node.after(
      el("span", { className: "fault", role: "img", "aria-label": result.error, title: result.error }, "⚠"),
    );
  }
}
