// The markdown block: standard Markdown, as Slack turns it into its own. What it does not
// know - rules, tables, pictures, HTML - stands there as it was written.

import { el } from "./dom.js";

/** markdown renders a text in standard Markdown. */
export function markdown(text) {
  const lines = text.split("\n");
  const out = [];
  while (lines.length) out.push(part(lines));
  return out.filter(Boolean);
}

/** part takes the lines of one part off the beginning and renders it. */
function part(lines) {
  if (/^\s*$/.test(lines[0])) {
    lines.shift();
    return null;
  }
  const fence = lines[0].match(/^ {0,3}(```+|~~~+)/)?.[1];
  if (fence) return code(lines, fence);
  const [, marks, title] = lines[0].match(/^ {0,3}(#{1,6})\s+(.*?)\s*#*$/) ?? [];
  if (marks) {
    lines.shift();
    return el(`h${Math.min(6, marks.length + 2)}`, {}, inline(title));
  }
  if (/^ {0,3}>/.test(lines[0])) {
    return el(
      "blockquote",
      {},
      markdown(
        take(lines, /^ {0,3}>/)
          .map((l) => l.replace(/^ {0,3}> ?/, ""))
          .join("\n"),
      ),
    );
  }
  if (item(lines[0])) return list(lines);
  const words = [lines.shift()];
  while (lines.length && !/^\s*$|^ {0,3}(#{1,6}\s|>|```|~~~)/.test(lines[0]) && !item(lines[0]))
    words.push(lines.shift());
  return el("p", {}, inline(words.join("\n")));
}

const take = (lines, like) => {
  const taken = [];
  while (lines.length && like.test(lines[0])) taken.push(lines.shift());
  return taken;
};

function code(lines, fence) {
  lines.shift();
  const end = lines.findIndex((l) => l.trim().startsWith(fence));
  const inner = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return el("pre", { tabIndex: 0 }, inner.join("\n"));
}

/** item reads a list's line: how deep, which number, what. */
function item(line) {
  const [whole, indent, mark, rest] = line.match(/^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/) ?? [];
  return whole === undefined ? null : { depth: indent.length, number: Number.parseInt(mark, 10), rest };
}

function list(lines) {
  const first = item(lines[0]);
  const ordered = !Number.isNaN(first.number);
  const node = el(ordered ? "ol" : "ul", { start: ordered ? first.number : undefined });
  for (let next = first; next && next.depth >= first.depth; next = lines.length ? item(lines[0]) : null) {
    if (next.depth >= first.depth + 2) {
      node.lastChild.append(list(lines));
      continue;
    }
    if (Number.isNaN(next.number) === ordered) break;
    lines.shift();
    const more = take(lines, /^\s{2,}(?![-*+]\s|\d{1,9}[.)]\s)\S/).map((l) => l.trim());
    node.append(el("li", {}, inline([next.rest, ...more].join("\n"))));
  }
  return node;
}

const forms = [
  [/^`([^`]+)`/, (m) => el("code", {}, m[1])],
  [/^\*\*(?=\S)(.+?)(?<=\S)\*\*/s, (m) => el("b", {}, inline(m[1]))],
  [/^__(?=\S)(.+?)(?<=\S)__/s, (m) => el("b", {}, inline(m[1]))],
  [/^~~(?=\S)(.+?)(?<=\S)~~/s, (m) => el("s", {}, inline(m[1]))],
  [/^\*(?=\S)(.+?)(?<=\S)\*/s, (m) => el("i", {}, inline(m[1]))],
  [/^_(?=\S)(.+?)(?<=\S)_(?!\w)/s, (m) => el("i", {}, inline(m[1]))],
  [/^\[([^\]]+)\]\((https?:[^\s)]+|mailto:[^\s)]+)\)/, (m) => link(m[2], inline(m[1]))],
  [/^<?(https?:\/\/[^\s<>]+)>?/, (m) => link(m[1], m[1])],
  [/^\\([\\`*_{}[\]()#+\-.!~>])/, (m) => m[1]],
];

const link = (href, inner) => el("a", { href, target: "_blank", rel: "noreferrer noopener" }, inner);

/** inline renders emphasis, code and links in a run of text. */
function inline(text) {
  const out = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const inWord = /\w/.test(text[at - 1] ?? "");
    const form = forms.find(([like]) => like.test(rest) && !(inWord && /^[_h]/.test(rest)));
    if (!form) {
      plain += text[at++];
      continue;
    }
    const found = rest.match(form[0]);
    out.push(plain, form[1](found));
    plain = "";
    at += found[0].length;
  }
  return [...out, plain].filter((s) => s !== "").flat();
}
