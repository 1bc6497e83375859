// The gallery: everything that the app can show, in both languages, as it looks in the
// conversation. Nothing in it does anything. With ?all in the address every specimen is drawn
// at once; otherwise each is drawn when it comes near.

import { el } from "./dom.js";
import { frame } from "./frame.js";
import { misfits } from "./measure.js";
import { $ } from "./state.js";

const asked = new URLSearchParams(location.search);
const choices = ["group", "lang", "surface", "look"];

let specimens = [];
let people = []; // who can be chosen in a form

/** slug makes an anchor of a title. */
const slug = (text) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "x";

/** visible shows what would turn the direction of a title, instead of doing it. */
const visible = (text) =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase()}]`);

/** groups are the specimens by group, and in it by title, each language beside the other. */
function groups(list) {
  const all = new Map();
  for (const s of list) {
    if (!all.has(s.group)) all.set(s.group, new Map());
    const rows = all.get(s.group);
    const key = `${s.surface} ${s.title}`;
    const row = rows.get(key) ?? [];
    // The same title twice in a language is another specimen of its own.
    const free = row.findIndex((pair) => !pair[s.lang]);
    if (free < 0) rows.set(key, [...row, { [s.lang]: s }]);
    else row[free][s.lang] = s;
  }
  return [...all].map(([name, rows]) => ({ name, rows: [...rows.values()].flat() }));
}

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
  },
  { rootMargin: "1200px" },
);

function fill(node) {
  near.unobserve(node);
  if (node.dataset.drawn) return;
  node.dataset.drawn = "yes";
  node.append(frame(node.specimen, $("specimens").dataset.app, people));
}

function specimen(s) {
  const node = el(
    "div",
    {
      className: "specimen",
      "data-group": s.group,
      "data-title": s.title,
      "data-lang": s.lang,
      "data-surface": s.surface,
      lang: s.lang,
    },
    s.refused &&
      el("p", { className: "refused", role: "alert", lang: "en" }, `Slack would refuse this: ${s.refused}`),
  );
  node.specimen = s;
  if (asked.has("all")) fill(node);
  else near.observe(node);
  return node;
}

function row(pair, anchor) {
  const any = pair.en ?? pair.fr;
  return el(
    "article",
    { className: "row", id: anchor },
    el(
      "h3",
      {},
      el("a", { href: `#${anchor}` }, visible(any.title)),
      el(
        "small",
        { className: "count" },
        [any.surface, pair.en && "en", pair.fr && "fr"].filter(Boolean).join(" · "),
      ),
    ),
    el(
      "div",
      { className: "pair" },
      ["en", "fr"].map((lang) => pair[lang] && specimen(pair[lang])),
    ),
  );
}

function draw() {
  near.disconnect();
  const want = (s) =>
    choices.slice(0, 3).every((key) => !$(key).value || s[key] === $(key).value) &&
    (!$("wrong").checked || s.refused);
  const shown = specimens.filter(want);
  const taken = new Set();
  const unique = (name) => {
    let anchor = name;
    for (let n = 2; taken.has(anchor); n++) anchor = `${name}-${n}`;
    taken.add(anchor);
    return anchor;
  };
  const list = groups(shown).map((g) => ({ ...g, anchor: unique(slug(g.name)) }));
  $("contents").replaceChildren(
    el(
      "ul",
      {},
      list.map((g) =>
        el(
          "li",
          {},
          el(
            "a",
            { href: `#${g.anchor}` },
            g.name,
            " ",
            el("small", { className: "count" }, String(g.rows.length)),
          ),
        ),
      ),
    ),
  );
  $("specimens").replaceChildren(
    ...list.map((g) =>
      el(
        "section",
        { id: g.anchor },
        el("h2", {}, g.name, " ", el("small", { className: "count" }, String(g.rows.length))),
        g.rows.map((pair) => row(pair, unique(`${g.anchor}-${slug((pair.en ?? pair.fr).title)}`))),
      ),
    ),
  );
  const refused = specimens.filter((s) => s.refused).length;
  const wrong = refused ? `, Slack would refuse ${refused}` : "";
  $("count").textContent = `${shown.length} of ${specimens.length} specimens${wrong}`;
  document.documentElement.style.setProperty("color-scheme", $("look").value || "light dark");
  reveal();
}

/** reveal goes to the anchor in the address, and again while what stands above is drawn. */
function reveal(frames = 12) {
  const node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!node) return;
  node.scrollIntoView();
  if (frames > 0) requestAnimationFrame(() => reveal(frames - 1));
}

/** remember keeps what was chosen in the address, so that it can be passed on. */
function remember() {
  const query = new URLSearchParams(asked.has("all") ? { all: "" } : {});
  for (const key of choices) if ($(key).value) query.set(key, $(key).value);
  if ($("wrong").checked) query.set("wrong", "");
  history.replaceState(null, "", `?${query}${location.hash}`);
  draw();
}

document.body.classList.toggle("all", asked.has("all"));
const [answer, workspace] = await Promise.all([fetch("/sandbox/gallery"), fetch("/sandbox/workspace")]);
if (answer.ok) {
  const { app, specimens: all } = await answer.json();
  specimens = all;
  people = (await workspace.json()).people.map((p) => ({
    value: p.id,
    text: p.realName,
    note: `@${p.name}`,
  }));
  $("specimens").dataset.app = app;
  document.title = `${app} - gallery`;
  $("group").append(
    ...groups(all).map((g) => el("option", { value: g.name }, `${g.name} (${g.rows.length})`)),
  );
  for (const key of choices) {
    $(key).value = asked.get(key) ?? "";
    $(key).onchange = remember;
  }
  $("wrong").checked = asked.has("wrong");
  $("wrong").onchange = remember;
  draw();
} else {
  $("count").textContent = "";
  $("specimens").append(el("p", { className: "refused" }, await answer.text()));
}
$("specimens").setAttribute("aria-busy", "false");
window.onhashchange = () => reveal();
window.misfits = misfits;
