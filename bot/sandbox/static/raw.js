// What an entry of the journal holds, as it was sent.

import { el } from "./dom.js";
import { ask } from "./server.js";

const captions = {
  envelope: ["Envelope"],
  ack: ["Payload of the ack"],
  call: ["Arguments", "Answer"],
  response_url: ["Body", "Answer"],
  download: ["Arguments", "Answer"],
};

/** raw shows what was sent in these entries, to be read and copied. */
export async function raw(entries) {
  const parts = [];
  let repeated = false;
  for (const entry of entries) {
    if (entry.kind === "envelope" && repeated) continue; // a copy of the same frame
    repeated ||= entry.kind === "envelope";
    parts.push(...(await shown(entry)));
  }
  return el(
    "div",
    { className: "raw" },
    ...(parts.length ? parts : [el("p", {}, "Nothing more is known of it.")]),
  );
}

async function shown(entry) {
  if (!entry.bytes) return [];
  const answer = (await ask("entry", { serial: entry.serial })) ?? {
    error: "The sandbox cannot be reached.",
  };
  if (answer.error) return [el("p", {}, answer.error)];
  const [first, second] = captions[entry.kind] ?? ["Body", "Answer"];
  return [answer.body && part(first, answer.body), answer.answer && part(second, answer.answer)].filter(
    Boolean,
  );
}

function part(caption, value) {
  const text = JSON.stringify(value, null, 2);
  const copy = async (ev) => {
    const button = ev.currentTarget;
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? "Copied" : "Not copied";
  };
  return el(
    "figure",
    {},
    el("figcaption", {}, caption, el("button", { type: "button", onclick: copy }, "Copy")),
    el("pre", { tabIndex: 0 }, text),
  );
}
