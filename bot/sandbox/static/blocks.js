// Renders Block Kit the way Slack shows it. `act(block, element, values)` is
// called when a person uses an element; inputs in a modal only collect.

import { el, spans, words } from "./dom.js";

export function renderBlocks(blocks, act) {
  return blocks.map((b) => el("div", { className: `block ${b.type}` }, renderBlock(b, act)));
}

function renderBlock(b, act) {
  const use = (e) => element(e, (values) => act(b, e, values), `${b.block_id}/${e.action_id}`);
  switch (b.type) {
    case "header":
      return el("h3", {}, spans(b.text.spans));
    case "section":
      return [
        el("div", { className: "body" },
          b.text && el("p", {}, spans(b.text.spans)),
          b.fields && el("div", { className: "fields" }, b.fields.map((f) => el("p", {}, spans(f.spans))))),
        b.accessory && use(b.accessory),
      ];
    case "context":
      return b.elements.map((e) => (e.type === "image" ? image(e) : el("span", {}, spans(e.spans))));
    case "actions":
      return b.elements.map(use);
    case "divider":
      return el("hr");
    case "image":
      return [b.title && el("p", {}, spans(b.title.spans)), image(b)];
    case "markdown":
      return el("p", {}, spans(b.spans));
    case "rich_text":
      return richText(b.elements);
    case "table":
      return table(b);
    case "input":
      return input(b, act);
  }
  return el("p", { className: "unknown" }, `(${b.type})`);
}

function richText(parts) {
  return parts.map((p) => {
    switch (p.type) {
      case "rich_text_list":
        return el(p.style === "ordered" ? "ol" : "ul",
          { className: `indent-${p.indent ?? 0}`, start: (p.offset ?? 0) + 1 },
          p.elements.map((item) => el("li", {}, spans(item.spans))));
      case "rich_text_quote":
        return el("blockquote", {}, spans(p.spans));
      case "rich_text_preformatted":
        return el("pre", {}, spans(p.spans));
    }
    return el("p", {}, spans(p.spans));
  });
}

function table(b) {
  const cell = (tag) => (c, i) => {
    const align = b.column_settings?.[i]?.align ?? "left";
    return el(tag, { className: align }, c.type === "raw_text" ? c.text : richText(c.elements));
  };
  const [head, ...rows] = b.rows;
  return el("table", {},
    el("thead", {}, el("tr", {}, head.map(cell("th")))),
    el("tbody", {}, rows.map((r) => el("tr", {}, r.map(cell("td"))))));
}

/** Only the workspace's own pictures are loaded; others are described. */
function image(e) {
  if (e.image_url?.startsWith(location.origin) || e.image_url?.startsWith("data:")) {
    return el("img", { src: e.image_url, alt: e.alt_text });
  }
  return el("span", { className: "picture" }, `Image: ${e.alt_text}`);
}

function element(e, act, name) {
  switch (e.type) {
    case "image":
      return image(e);
    case "button":
      return el("button", {
        type: "button", name, className: `button ${e.style ?? ""}`,
        "aria-label": e.accessibility_label,
        onclick: () => {
          if (e.url) window.open(e.url, "_blank", "noopener,noreferrer");
          act([]);
        },
      }, spans(e.text.spans));
    case "overflow":
      return el("details", { className: "overflow" },
        el("summary", { "aria-label": "More actions" }, "⋯"),
        el("div", { className: "menu" }, e.options.map((o) =>
          el("button", { type: "button", onclick: () => act([o.value]) }, spans(o.text.spans)))));
  }
  return field(e, act, name);
}

/** field renders whatever holds a value; change gets the values as text. */
function field(e, change, name) {
  switch (e.type) {
    case "static_select":
    case "multi_static_select":
      return select(e, change, name);
    case "radio_buttons":
    case "checkboxes":
      return choices(e, change, name);
    case "plain_text_input":
      return el(e.multiline ? "textarea" : "input", {
        name, value: e.initial_value ?? "", placeholder: words(e.placeholder),
        maxLength: e.max_length ?? 3000, rows: e.multiline ? 4 : undefined,
        onchange: (ev) => change([ev.target.value]),
      });
  }
  const kinds = { datepicker: "date", timepicker: "time", number_input: "number",
    email_text_input: "email", url_text_input: "url" };
  return el("input", {
    name, type: kinds[e.type] ?? "text",
    value: e.initial_date ?? e.initial_time ?? e.initial_value ?? e.initial_user ?? "",
    placeholder: words(e.placeholder),
    onchange: (ev) => change(ev.target.value === "" ? [] : [ev.target.value]),
  });
}

function select(e, change, name) {
  const many = e.type.startsWith("multi_");
  const first = (e.initial_options ?? [e.initial_option]).map((o) => o?.value);
  const item = (o) => el("option", { value: o.value, selected: first.includes(o.value) }, words(o.text));
  const items = e.option_groups
    ? e.option_groups.map((g) => el("optgroup", { label: words(g.label) }, g.options.map(item)))
    : (e.options ?? []).map(item);
  const empty = many ? undefined
    : el("option", { value: "", selected: !e.initial_option }, words(e.placeholder) || "Choose…");
  return el("select", {
    name, multiple: many, "aria-label": words(e.placeholder) || "Choose",
    onchange: (ev) => change([...ev.target.selectedOptions].map((o) => o.value).filter(Boolean)),
  }, empty, items);
}

function choices(e, change, name) {
  const type = e.type === "checkboxes" ? "checkbox" : "radio";
  const first = (e.initial_options ?? [e.initial_option]).map((o) => o?.value);
  const box = el("div", { className: "choices", role: "group" });
  const chosen = () => [...box.querySelectorAll("input:checked")].map((i) => i.value);
  box.append(...e.options.map((o) => el("label", {},
    el("input", { type, name, value: o.value, checked: first.includes(o.value), onchange: () => change(chosen()) }),
    el("span", {}, spans(o.text.spans), o.description && el("small", {}, spans(o.description.spans))))));
  return box;
}

function input(b, act) {
  const name = `${b.block_id}/${b.element.action_id}`;
  const change = b.dispatch_action ? (values) => act(b, b.element, values) : () => {};
  const control = field(b.element, change, name);
  control.setAttribute("aria-describedby", `${b.block_id}-error`);
  const title = [el("b", {}, words(b.label)), b.optional && el("small", {}, " (optional)")];
  // Radio buttons and checkboxes have labels of their own.
  const group = control.classList.contains("choices");
  if (group) control.setAttribute("aria-label", words(b.label));
  return [
    group ? el("p", {}, title) : el("label", {}, title, control),
    group && control,
    b.hint && el("small", {}, words(b.hint)),
    el("p", { className: "problem", id: `${b.block_id}-error`, role: "alert", hidden: true }),
  ];
}

/** collect reads a modal's inputs as {name: [values]}. */
export function collect(form) {
  const values = {};
  for (const i of form.querySelectorAll("[name]")) {
    if (i.tagName === "BUTTON") continue;
    values[i.name] ??= [];
    if (i.type === "checkbox" || i.type === "radio") {
      if (i.checked) values[i.name].push(i.value);
    } else if (i.tagName === "SELECT") {
      values[i.name] = [...i.selectedOptions].map((o) => o.value).filter(Boolean);
    } else if (i.value !== "") {
      values[i.name] = [i.value];
    }
  }
  return values;
}
