// Dates with times, by the clocks of the person's zone.

import { dayField, timeField } from "./dates.js";
import { el } from "./dom.js";
import { now } from "./state.js";
import { t } from "./words.js";

/** clockIn is what the clocks of the person's zone show at a moment, as day and time. */
function clockIn(seconds) {
  const zone = now.zone || undefined;
  // The Swedes write a moment as 2009-12-31 14:30.
  const [day, time] = new Date(seconds * 1000)
    .toLocaleString("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .split(" ");
  return { day, time };
}

/** momentAt is when the clocks of the person's zone show a day and time. */
function momentAt(day, time) {
  const wanted = Date.parse(`${day}T${time}Z`) / 1000;
  let at = wanted;
  // Twice, for the first may cross the night on which the clocks change.
  for (let i = 0; i < 2; i++) {
    const shown = clockIn(at);
    at += wanted - Date.parse(`${shown.day}T${shown.time}Z`) / 1000;
  }
  return at;
}

/** momentField makes a date and time picker; the app gets seconds since 1970. */
export function momentField({ name, label, initial, change }) {
  const first = initial ? clockIn(initial) : {};
  const hidden = el("input", { type: "hidden", name, value: initial ?? "" });
  const told = () => {
    const [day, time] = [days.standing(), times.standing()[0]?.value];
    const seconds = day && time ? String(momentAt(day, time)) : "";
    if (seconds === hidden.value) return undefined;
    hidden.value = seconds;
    return change?.(seconds ? [seconds] : []);
  };
  const days = dayField({ label, initial: first.day, change: () => told() });
  const times = timeField({
    label: `${label}, ${t("chooseTime")}`,
    initial: first.time,
    change: () => told(),
  });
  const box = el("div", { className: "moment", "data-name": name }, hidden, days, times);
  return Object.assign(box, {
    control: days.control,
    standing: () => [days.standing(), times.standing()],
    restore: ([day, time]) => {
      days.restore(day);
      times.restore(time);
      told();
    },
  });
}
