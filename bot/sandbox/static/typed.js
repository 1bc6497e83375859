// Fields that a person types into.

import { el } from "./dom.js";
import { t } from "./words.js";

const kinds = { email_text_input: "email", url_text_input: "url" };

/**
 * typedField renders a text, number, address or e-mail input. With dispatch_action the app
 * hears of it when Enter is pressed, or of each character, as its configuration says.
 */
export function typedField(e, { name, label, change, placeholder, dispatches }) {
  const heard = e.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer = 0;
  let told = e.initial_value ?? "";
  const tell = () => {
    if (field.value === told) return;
    told = field.value;
    change(told === "" ? [] : [told]);
  };
  const field = el(e.multiline ? "textarea" : "input", {
    name,
    type: e.multiline ? undefined : (kinds[e.type] ?? "text"),
    value: e.initial_value ?? "",
    placeholder,
    "aria-label": label,
    autocomplete: "off",
    inputMode: e.type === "number_input" ? (e.is_decimal_allowed ? "decimal" : "numeric") : undefined,
    maxLength: e.type === "plain_text_input" ? (e.max_length ?? 3000) : undefined,
    rows: e.multiline ? 4 : undefined,
    onkeydown: (ev) => {
      if (ev.key !== "Enter" || ev.shiftKey || ev.isComposing || e.multiline) return;
      if (!dispatches || !heard.includes("on_enter_pressed")) return;
      ev.preventDefault(); // else it would submit the modal
      tell();
    },
    oninput: () => {
      count();
      if (!dispatches || !heard.includes("on_character_entered")) return;
      clearTimeout(timer);
      timer = setTimeout(tell, 250);
    },
  });

  /** count says how much may still be typed once little is left. */
  const left = el("small", { className: "left", "aria-live": "polite", hidden: true });
  function count() {
    const rest = (e.max_length ?? 3000) - [...field.value].length;
    left.hidden = rest > 20 || e.type !== "plain_text_input";
    left.textContent = t("leftToType", rest);
  }
  const box = el("span", { className: "typed" }, field, left);
  box.control = field;
  count();
  return box;
}
