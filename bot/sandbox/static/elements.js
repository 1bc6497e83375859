// The elements that a person can use: buttons, menus, fields, pickers. What holds a value
// says so with data-name, and has its value in inputs of that name.

import { button, feedbackButtons, iconButton } from "./button.js";
import { dayField, timeField } from "./dates.js";
import { el, spans, visit, words } from "./dom.js";
import { picker } from "./files.js";
import { menu } from "./menu.js";
import { momentField } from "./moments.js";
import { selects } from "./selects.js";
import { typedField } from "./typed.js";
import { t } from "./words.js";

/** element renders one in a message, a section or an actions block, where it acts at once. */
export function element(b, e, hands) {
  const act = (values, begun) => hands.act(b, e, values, begun);
  switch (e.type) {
    case "button":
      return button(e, act);
    case "icon_button":
      return e.visible_to_user_ids?.includes(hands.me?.()) === false ? null : iconButton(e, act);
    case "feedback_buttons":
      return feedbackButtons(e, act);
    case "overflow":
      return menu(
        t("moreActions"),
        "⋯",
        e.options.map((o) => ({
          label: words(o.text),
          run: () => {
            visit(o.url);
            act([o.value]);
          },
        })),
      );
  }
  return field(b, e, hands, act, words(e.placeholder) || t("choose"));
}

/** field renders whatever holds a value; change gets the values as text. */
function field(b, e, hands, change, label) {
  const name = `${b.block_id}/${e.action_id}`;
  const common = { name, label, change, placeholder: words(e.placeholder), dispatches: b.dispatch_action };
  switch (e.type) {
    case "radio_buttons":
    case "checkboxes":
      return choices(e, common);
    case "datepicker":
      return dayField({ ...common, initial: e.initial_date });
    case "timepicker":
      return timeField({ ...common, initial: e.initial_time });
    case "datetimepicker":
      return momentField({ ...common, initial: e.initial_date_time });
    case "file_input":
      return picker({
        name,
        label: t(e.max_files === 1 ? "chooseFile" : "chooseFiles"),
        many: e.max_files !== 1,
        most: e.max_files,
        accept: e.filetypes?.map((f) => `.${f}`).join(","),
        upload: hands.upload,
        problem: hands.problem,
      });
  }
  return selects(b, e, hands, common) ?? typedField(e, common);
}

function choices(e, { name, label, change }) {
  const type = e.type === "checkboxes" ? "checkbox" : "radio";
  const first = (e.initial_options ?? [e.initial_option]).map((o) => o?.value);
  const box = el("div", {
    className: "choices",
    role: type === "radio" ? "radiogroup" : "group",
    "aria-label": label,
  });
  const inputs = () => [...box.querySelectorAll("input")];
  const chosen = () =>
    inputs()
      .filter((i) => i.checked)
      .map((i) => i.value);
  const set = (values) => {
    for (const i of inputs()) i.checked = values.includes(i.value);
  };
  let before = first;
  const changed = async () => {
    const [was, is] = [before, chosen()];
    before = is;
    if ((await change(is)) !== null) return;
    before = was;
    set(was);
  };
  box.append(
    ...e.options.map((o) =>
      el(
        "label",
        {},
        el("input", { type, name, value: o.value, checked: first.includes(o.value), onchange: changed }),
        el("span", {}, spans(o.text.spans), o.description && el("small", {}, spans(o.description.spans))),
      ),
    ),
  );
  return box;
}

let serial = 0;

/** input renders an input block: label, field, hint, and a place for what is wrong with it. */
export function input(b, hands) {
  const id = `input-${++serial}`;
  const label = words(b.label);
  const change = b.dispatch_action ? (values) => hands.act(b, b.element, values) : () => {};
  const node = field(b, b.element, hands, change, label);
  const control = node.control ?? node;
  control.setAttribute("aria-describedby", `${id}-hint ${id}-error`);
  if (!b.optional && node.role !== "group") control.setAttribute("aria-required", "true");
  if (b.element.type !== "file_input") control.setAttribute("aria-label", label);
  if (b.element.focus_on_load) control.setAttribute("data-first", "");
  const labelled = control.tagName === "INPUT" || control.tagName === "TEXTAREA";
  if (labelled && b.element.type !== "file_input") control.id ||= id;
  return [
    el(
      labelled ? "label" : "p",
      { className: "label", htmlFor: control.id || undefined },
      label,
      b.optional && el("small", {}, ` ${t("optional")}`),
    ),
    node,
    b.hint && el("small", { className: "hint", id: `${id}-hint` }, spans(b.hint.spans)),
    el("p", {
      className: "problem",
      id: `${id}-error`,
      role: "alert",
      "data-block": b.block_id,
      hidden: true,
    }),
  ];
}

/** collect reads a modal's inputs as {name: [values]}. */
export function collect(form) {
  const values = {};
  // What was emptied has no input left and must still be told.
  for (const box of form.querySelectorAll("[data-name]")) values[box.dataset.name] = [];
  for (const i of form.querySelectorAll("[name]")) {
    if (i.tagName === "BUTTON" || !i.name) continue;
    values[i.name] ??= [];
    const checks = i.type === "checkbox" || i.type === "radio";
    if (checks ? i.checked : i.value !== "") values[i.name].push(i.value);
  }
  return values;
}
