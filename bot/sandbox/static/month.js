// One month of a calendar, to choose a day in by mouse or by keyboard.

import { iso, sayDate, today, utc } from "./days.js";
import { el } from "./dom.js";
import { t } from "./words.js";

const DAY = 86_400_000;

/** moved is a day some months later; the 31st becomes the last of a shorter month. */
function moved(day, months) {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return iso(first);
}

let serial = 0;

/** monthGrid makes one. draw(day) shows the month of a day; pick(day) is called for a choice. */
export function monthGrid(label, pick) {
  const node = el("div", {
    id: `month-${++serial}`,
    className: "month",
    role: "dialog",
    "aria-label": label,
  });
  let at = "";
  let chosen = "";
  let painting = false;

  /** go shows a day's month; `back` finds what has the focus then. */
  const go = (day, back) => {
    at = day;
    painting = true; // what had the focus goes, and nobody has left
    paint();
    if (back) node.querySelector(back).focus();
    painting = false;
  };
  const turn = (key, sign, months) =>
    el(
      "button",
      {
        type: "button",
        className: "turn",
        "aria-label": t(key),
        title: t(key),
        "data-turn": months,
        onclick: () => go(moved(at, months), `[data-turn="${months}"]`),
      },
      sign,
    );

  function paint() {
    const date = utc(at);
    const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
    const lead = (first.getUTCDay() + 6) % 7; // weeks begin on Monday
    const weeks = Array.from({ length: 6 }, (_, week) =>
      Array.from({ length: 7 }, (_, i) => new Date(first.getTime() + (week * 7 + i - lead) * DAY)),
    ).filter((days) => days.some((d) => d.getUTCMonth() === date.getUTCMonth()));
    node.replaceChildren(
      el(
        "div",
        { className: "turns" },
        turn("yearBack", "«", -12),
        turn("monthBack", "‹", -1),
        el("b", { "aria-live": "polite" }, sayDate(date, { month: "long", year: "numeric" })),
        turn("monthOn", "›", 1),
        turn("yearOn", "»", 12),
      ),
      el(
        "table",
        { role: "grid", onkeydown: step },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            weeks[0].map((d) => el("th", { scope: "col" }, sayDate(d, { weekday: "narrow" }))),
          ),
        ),
        el(
          "tbody",
          {},
          weeks.map((days) => el("tr", {}, days.map(cell))),
        ),
      ),
    );
  }

  function cell(date) {
    const day = iso(date);
    const within = day.slice(0, 7) === at.slice(0, 7);
    return el(
      "td",
      { role: "gridcell", "aria-selected": String(day === chosen) },
      el(
        "button",
        {
          type: "button",
          className: within ? "" : "other",
          tabIndex: day === at ? 0 : -1,
          "aria-label": sayDate(date, { dateStyle: "full" }),
          "aria-current": day === today() ? "date" : undefined,
          "data-day": day,
          onclick: () => pick(day),
        },
        String(date.getUTCDate()),
      ),
    );
  }

  function step(ev) {
    const weekday = (utc(at).getUTCDay() + 6) % 7;
    const days = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
      Home: -weekday,
      End: 6 - weekday,
    }[ev.key];
    const months = { PageUp: -1, PageDown: 1 }[ev.key];
    if (days === undefined && months === undefined) return;
    ev.preventDefault();
    go(
      months === undefined
        ? iso(new Date(utc(at).getTime() + days * DAY))
        : moved(at, ev.shiftKey ? 12 * months : months),
      "[tabindex='0']",
    );
  }

  return {
    node,
    draw: (day) => {
      chosen = day;
      go(day);
    },
    painting: () => painting,
    focus: () => node.querySelector("[tabindex='0']").focus(),
  };
}
