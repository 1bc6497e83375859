// Days and times as a person reads them: in their language, by the clocks of their zone.
// What is today, the workspace's clock says.

import { ordinal } from "./days.js";
import { now } from "./state.js";
import { t } from "./words.js";

const formats = new Map();

/** as formats a moment, given in seconds. Formats are costly to make and kept. */
function as(options, seconds) {
  const key = JSON.stringify([now.locale, now.zone, options]);
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(now.locale, { ...options, timeZone: now.zone }));
  }
  return ordinal(formats.get(key).format(Number(seconds) * 1000));
}

/** clock is the time of day: 09:12, or 9:12 AM. */
export const clock = (seconds) => as({ timeStyle: "short" }, seconds);

/** moment is day and time in full, as it stands in a tip. */
export const moment = (seconds) => as({ dateStyle: "full", timeStyle: "medium" }, seconds);

/** day tells days apart. */
export const day = (seconds) => as({ year: "numeric", month: "2-digit", day: "2-digit" }, seconds);

/** dayName is a day as one says it: Today, Yesterday, Monday 14 September. */
export function dayName(seconds) {
  const near = nearby(seconds);
  return near ? t(near) : longDay(seconds);
}

/** lately is when something happened: today at 09:12. */
export function lately(seconds) {
  const near = nearby(seconds);
  return near ? t(`${near}At`, clock(seconds)) : t("dayAt", longDay(seconds), clock(seconds));
}

function nearby(seconds) {
  if (day(seconds) === day(now.clock)) return "today";
  return day(seconds) === day(now.clock - 24 * 3600) ? "yesterday" : "";
}

function longDay(seconds) {
  const year = (s) => as({ year: "numeric" }, s);
  const other = year(seconds) === year(now.clock) ? {} : { year: "numeric" };
  return as({ weekday: "long", day: "numeric", month: "long", ...other }, seconds);
}
