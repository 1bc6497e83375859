// Files: those that stand in messages, and those that a person is about to send.

import { el } from "./dom.js";
import { lang, t, tongue } from "./words.js";

/** size says how large a file is: 12 kB, 1,4 Mo. */
export function size(bytes) {
  const unit = lang() === "fr" ? "o" : "B";
  const say = (n, digits) => n.toLocaleString(tongue(), { maximumFractionDigits: digits });
  if (bytes < 1000) return `${bytes} ${unit}`;
  if (bytes < 1e6) return `${say(bytes / 1e3, 0)} k${unit}`;
  return `${say(bytes / 1e6, 1)} M${unit}`;
}

/** fileCard shows a file of a message with its download. */
export function fileCard(f, user) {
  if (f.deleted) return el("p", { className: "file gone" }, t("fileGone"));
  const address = `/sandbox/file?${new URLSearchParams({ user, file: f.id })}`;
  return el(
    "p",
    { className: "file" },
    el(
      "span",
      { className: "sheet", "aria-hidden": "true" },
      f.name.split(".").pop().slice(0, 4).toUpperCase(),
    ),
    el(
      "span",
      { className: "what" },
      el("b", {}, f.title || f.name),
      el("small", {}, `${f.kind} · ${size(f.size)}`),
    ),
    el(
      "a",
      { href: address, download: f.name, className: "button", "aria-label": t("downloadFile", f.name) },
      t("download"),
    ),
  );
}

/**
 * picker is a button, or a place to drop files on, with the list of what was chosen. With a
 * name the ids stand in hidden inputs of a form. `upload(file)` promises one
 * that is uploaded.
 */
export function picker({ name, label, accept, many = true, most, upload, problem }) {
  let held = [];
  const list = el("ul", { className: "held" });
  const field = el("input", {
    type: "file",
    className: "unseen",
    multiple: many,
    accept,
    "aria-label": label,
    onchange: async () => {
      await add(field.files);
      field.value = "";
    },
  });
  const box = el(
    "div",
    { className: "picker", "data-name": name },
    list,
    el("label", { className: "button" }, field, label),
    name && el("small", {}, t("dropFile")),
  );

  function draw() {
    list.replaceChildren(
      ...held.map((f) =>
        el(
          "li",
          {},
          name && el("input", { type: "hidden", name, value: f.id }),
          `${f.name} `,
          el("small", {}, size(f.size)),
          el(
            "button",
            {
              type: "button",
              "aria-label": t("remove", f.name),
              onclick: () => {
                held = held.filter((k) => k !== f);
                draw();
                field.focus();
              },
            },
            "×",
          ),
        ),
      ),
    );
    list.hidden = !held.length;
  }

  async function add(files) {
    for (const file of files) {
      if (many && held.length >= (most ?? Number.POSITIVE_INFINITY)) {
        problem(t("noMore", most));
        break;
      }
      try {
        const f = await upload(file);
        held = many ? [...held, f] : [f];
      } catch (err) {
        problem(err.message);
      }
    }
    draw();
  }

  droppable(box, add);
  Object.assign(box, {
    add,
    control: field,
    standing: () => held,
    restore: (before) => {
      held = before;
      draw();
    },
  });
  draw();
  return box;
}

/** droppable lets files be dropped on a place. */
export function droppable(node, add) {
  const carries = (ev) => [...ev.dataTransfer.types].includes("Files");
  node.addEventListener("dragover", (ev) => {
    if (!carries(ev)) return;
    ev.preventDefault();
    ev.stopPropagation();
    node.classList.add("drop");
  });
  node.addEventListener("dragleave", (ev) => {
    if (!node.contains(ev.relatedTarget)) node.classList.remove("drop");
  });
  node.addEventListener("drop", (ev) => {
    if (!carries(ev)) return;
    ev.preventDefault();
    ev.stopPropagation();
    node.classList.remove("drop");
    add(ev.dataTransfer.files);
  });
}
