// The elements that a person can use: buttons, menus, fields, pickers.

import { combobox, within } from "./combobox.js";
import { el, spans, words } from "./dom.js";
import { picker } from "./files.js";
import { menu } from "./menu.js";

/** element renders one in a message, a section or an actions block, where it acts at once. */
export function element(b, e, hands) {
  const act = (values) => hands.act(b, e, values);
  switch (e.type) {
    case "button":
      return el(
        "button",
        {
          type: "button",
          className: `button ${e.style ?? ""}`,
          "aria-label": e.accessibility_label,
          onclick: () => {
            if (e.url) window.open(e.url, "_blank", "noopener,noreferrer");
            act([]);
          },
        },
        spans(e.text.spans),
      );
    case "overflow":
      return menu(
        "More actions",
        "⋯",
        e.options.map((o) => ({ label: words(o.text), run: () => act([o.value]) })),
      );
  }
  return field(b, e, hands, act, words(e.placeholder) || noun[e.type] || "Value");
}

/** noun names what a field without words of its own is for. */
const noun = {
  static_select: "Choose",
  external_select: "Choose",
  users_select: "Person",
  datepicker: "Date",
  timepicker: "Time",
  radio_buttons: "Choose one",
  checkboxes: "Choose",
  channels_select: "Channel",
  conversations_select: "Conversation",
  multi_users_select: "People",
  datetimepicker: "Date and time",
};

/** field renders whatever holds a value; change gets the values as text. */
function field(b, e, hands, change, label) {
  const name = `${b.block_id}/${e.action_id}`;
  switch (e.type) {
    case "static_select":
    case "multi_static_select":
      return select(e, change, name, label);
    case "radio_buttons":
    case "checkboxes":
      return choices(e, change, name, label);
    case "plain_text_input":
      return el(e.multiline ? "textarea" : "input", {
        name,
        value: e.initial_value ?? "",
        placeholder: words(e.placeholder),
        "aria-label": label,
        maxLength: e.max_length ?? 3000,
        rows: e.multiline ? 4 : undefined,
        onchange: (ev) => change([ev.target.value]),
      });
    case "file_input":
      return picker({
        name,
        label: e.max_files === 1 ? "Choose a file…" : "Choose files…",
        many: e.max_files !== 1,
        accept: e.filetypes?.map((t) => `.${t}`).join(","),
        take: hands.upload,
        problem: hands.problem,
      });
  }
  if (sources[e.type]) return lookup(b, e, hands, change, name, label);
  const kinds = {
    datepicker: "date",
    timepicker: "time",
    number_input: "text",
    email_text_input: "email",
    url_text_input: "url",
  };
  return el("input", {
    name,
    type: kinds[e.type] ?? "text",
    "aria-label": label,
    placeholder: words(e.placeholder),
    inputMode: e.type === "number_input" ? "decimal" : undefined,
    value: e.initial_date ?? e.initial_time ?? e.initial_value ?? "",
    onchange: (ev) => change(ev.target.value === "" ? [] : [ev.target.value]),
  });
}

/** sources say where a menu that one types into has its options from. */
const sources = {
  external_select: "app",
  multi_external_select: "app",
  users_select: "people",
  multi_users_select: "people",
  conversations_select: "places",
  multi_conversations_select: "places",
  channels_select: "places",
  multi_channels_select: "places",
};

function lookup(b, e, hands, change, name, label) {
  const source = sources[e.type];
  const find = async (text) => {
    if (source !== "app") return within(hands[source](), text);
    if ([...text].length < (e.min_query_length ?? 3)) return null;
    return (await hands.suggest(b, e, text)).map(option);
  };
  const first = (e.initial_options ?? [e.initial_option]).filter(Boolean).map(option);
  const ids = [
    e.initial_user ??
      e.initial_users ??
      e.initial_conversation ??
      e.initial_conversations ??
      e.initial_channel ??
      e.initial_channels ??
      [],
  ].flat();
  const known =
    source === "app"
      ? first
      : ids.map((id) => hands[source]().find((o) => o.value === id) ?? { value: id, text: id });
  return combobox({
    name,
    label,
    find,
    change,
    chosen: known,
    many: e.type.startsWith("multi_"),
    placeholder: words(e.placeholder) || "Type to search…",
  });
}

const option = (o) => ({ value: o.value, text: words(o.text), note: words(o.description) });

function select(e, change, name, label) {
  const many = e.type.startsWith("multi_");
  const first = (e.initial_options ?? [e.initial_option]).map((o) => o?.value);
  const item = (o) => el("option", { value: o.value, selected: first.includes(o.value) }, words(o.text));
  const items = e.option_groups
    ? e.option_groups.map((g) => el("optgroup", { label: words(g.label) }, g.options.map(item)))
    : (e.options ?? []).map(item);
  const empty = many
    ? undefined
    : el("option", { value: "", selected: !e.initial_option }, words(e.placeholder) || "Choose…");
  return el(
    "select",
    {
      name,
      multiple: many,
      "aria-label": label,
      onchange: (ev) => change([...ev.target.selectedOptions].map((o) => o.value).filter(Boolean)),
    },
    empty,
    items,
  );
}

function choices(e, change, name, label) {
  const type = e.type === "checkboxes" ? "checkbox" : "radio";
  const first = (e.initial_options ?? [e.initial_option]).map((o) => o?.value);
  const box = el("div", {
    className: "choices",
    role: type === "radio" ? "radiogroup" : "group",
    "aria-label": label,
  });
  const chosen = () => [...box.querySelectorAll("input:checked")].map((i) => i.value);
  box.append(
    ...e.options.map((o) =>
      el(
        "label",
        {},
        el("input", {
          type,
          name,
          value: o.value,
          checked: first.includes(o.value),
          onchange: () => change(chosen()),
        }),
        el("span", {}, spans(o.text.spans), o.description && el("small", {}, spans(o.description.spans))),
      ),
    ),
  );
  return box;
}

/** input renders an input block: label, field, hint, and a place for what is wrong with it. */
export function input(b, hands) {
  const label = words(b.label);
  const change = b.dispatch_action ? (values) => hands.act(b, b.element, values) : () => {};
  const control = field(b, b.element, hands, change, label);
  const target = control.control ?? control;
  target.setAttribute("aria-describedby", `${b.block_id}-hint ${b.block_id}-error`);
  if (b.element.type !== "file_input") target.setAttribute("aria-label", label);
  const title = [el("b", {}, label), b.optional && el("small", {}, " (optional)")];
  const native = ["INPUT", "SELECT", "TEXTAREA"].includes(control.tagName);
  return [
    native ? el("label", {}, title, control) : el("p", { className: "label" }, title),
    !native && control,
    b.hint && el("small", { id: `${b.block_id}-hint` }, words(b.hint)),
    el("p", { className: "problem", id: `${b.block_id}-error`, role: "alert", hidden: true }),
  ];
}

/** collect reads a modal's inputs as {name: [values]}. */
export function collect(form) {
  const values = {};
  // What was emptied has no input left and must still be told.
  for (const box of form.querySelectorAll("[data-name]")) values[box.dataset.name] = [];
  for (const i of form.querySelectorAll("[name]")) {
    if (i.tagName === "BUTTON") continue;
    values[i.name] ??= [];
    if (i.type === "hidden") {
      values[i.name].push(i.value);
    } else if (i.type === "checkbox" || i.type === "radio") {
      if (i.checked) values[i.name].push(i.value);
    } else if (i.tagName === "SELECT") {
      values[i.name] = [...i.selectedOptions].map((o) => o.value).filter(Boolean);
    } else if (i.value !== "") {
      values[i.name] = [i.value];
    }
  }
  return values;
}
