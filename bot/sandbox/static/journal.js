// The inspector's list: one row for an envelope and its ack, one for a call and its answer.
// What was sent is fetched when a row is unfolded.

import { el } from "./dom.js";
import { raw } from "./raw.js";

/** How many rows there are at most, which is what the journal keeps. */
const most = 2000;

const kindOf = { ack: "envelope", timeout: "envelope", download: "call" };

/** journal is the list, and how entries come into it. `wanted(row)` says which are shown. */
export function journal(wanted) {
  const list = el("ol", { className: "journal", "aria-label": "What went to and fro", tabIndex: 0 });
  let rows = [];
  const byID = new Map();

  function show(row) {
    row.node.hidden = !wanted(row);
  }

  function take(entry) {
    const known = byID.get(entry.id);
    const joins = ["ack", "timeout"].includes(entry.kind) || (entry.kind === "envelope" && known);
    if (joins && known) {
      known.entries.push(entry);
      draw(known);
      show(known);
      return;
    }
    const row = rowOf(entry);
    rows.push(row);
    if (row.kind === "envelope") byID.set(entry.id, row);
    draw(row);
    show(row);
    list.append(row.node);
  }

  function trim() {
    for (const row of rows.splice(0, Math.max(0, rows.length - most))) {
      byID.delete(row.entries[0].id);
      row.node.remove();
    }
  }

  return {
    list,
    add(entries) {
      for (const entry of entries) take(entry);
      trim();
    },
    clear() {
      rows = [];
      byID.clear();
      list.replaceChildren();
    },
    filter: () => rows.forEach(show),
  };
}

function rowOf(entry) {
  const row = { kind: kindOf[entry.kind] ?? entry.kind, entries: [entry], says: "", bad: false };
  row.summary = el("summary");
  const details = el("details", {}, row.summary);
  details.addEventListener("toggle", () => details.open && unfold(row, details));
  row.node = el("li", {}, details);
  return row;
}

async function unfold(row, details) {
  const parts = await raw(row.entries);
  details.querySelector(".raw")?.remove();
  details.append(parts);
}

/** draw fills the one line of a row. */
function draw(row) {
  const first = row.entries[0];
  const result = resultOf(row);
  row.bad = result.look === "bad" || row.kind === "violation" || Boolean(first.fault);
  row.node.className = `row ${row.kind} ${row.bad ? "bad" : ""}`;
  const cells = [
    el("time", {}, clock(first.at)),
    el("span", { className: "kind" }, titleOf(row)),
    el("span", { className: "says" }, ...aboutOf(row)),
    el("span", { className: `result ${result.look}` }, result.text),
  ];
  row.summary.replaceChildren(...cells);
  row.text = row.summary.textContent.toLowerCase();
}

function clock(ms) {
  const d = new Date(ms);
  return `${d.toLocaleTimeString("en-GB")}.${String(d.getMilliseconds()).padStart(3, "0")}`;
}

const titles = { slash_commands: "command", interactive: "interactive", events_api: "event" };

function titleOf(row) {
  const first = row.entries[0];
  if (row.kind === "envelope") return titles[first.type] ?? first.name;
  if (row.kind === "response_url") return "response_url";
  if (row.kind === "call") return first.name;
  return row.kind;
}

function aboutOf(row) {
  const first = row.entries[0];
  const parts = [];
  if (["socket", "violation", "trouble"].includes(row.kind))
    parts.push(`${first.kind === "socket" ? first.id : ""} ${first.name}`);
  if (first.says) parts.push(first.says);
  if (first.who) parts.push(el("small", {}, first.who));
  const sockets = row.entries.filter((e) => e.kind === "envelope" && e.socket).map((e) => e.socket);
  if (sockets.length) parts.push(el("small", {}, `by ${sockets.join(" and ")}`));
  if (first.attempt) parts.push(el("small", { className: "again" }, `delivery ${first.attempt + 1}`));
  if (row.kind !== "call" && row.kind !== "response_url" && first.detail)
    parts.push(el("small", {}, first.detail));
  return parts.flatMap((p, i) => (i ? [" ", p] : [p]));
}

/** resultOf is what came back. */
function resultOf(row) {
  const first = row.entries[0];
  const last = row.entries.findLast((e) => ["ack", "timeout"].includes(e.kind));
  if (row.kind === "envelope") {
    if (!last)
      return first.detail ? { look: "bad", text: "not sent" } : { look: "waits", text: "no ack yet" };
    if (last.kind === "timeout") return { look: "bad", text: "no ack in 3 s" };
    return { look: "good", text: `acked ${span(last.took)}${last.says ? ` · ${last.says}` : ""}` };
  }
  if (!["call", "response_url"].includes(row.kind)) return { look: "", text: "" };
  const ok = first.status === 200 && !first.detail;
  const status = first.status || "no answer";
  const struck = first.fault ? ` ⚡ ${first.fault}` : "";
  return {
    look: ok ? "good" : "bad",
    text: `${status}${first.detail ? ` ${first.detail}` : ""} · ${span(first.took)}${struck}`,
  };
}

const span = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);
