// What stands for something else in a text: moments that are written in the reader's
// language, and emoji that are named.

import { ordinal } from "./days.js";
import { now } from "./state.js";
import { tongue } from "./words.js";

/** emoji are the signs of the names that apps use most; others stay names. */
export const emoji = Object.fromEntries(
  Object.entries({
    white_check_mark: "✅",
    heavy_check_mark: "✔️",
    x: "❌",
    warning: "⚠️",
    information_source: "ℹ️",
    question: "❓",
    exclamation: "❗",
    hourglass: "⌛",
    hourglass_flowing_sand: "⏳",
    alarm_clock: "⏰",
    calendar: "📅",
    date: "📅",
    bell: "🔔",
    no_bell: "🔕",
    tada: "🎉",
    rocket: "🚀",
    eyes: "👀",
    pray: "🙏",
    wave: "👋",
    "+1": "👍",
    thumbsup: "👍",
    "-1": "👎",
    thumbsdown: "👎",
    chart_with_upwards_trend: "📈",
    chart_with_downwards_trend: "📉",
    bar_chart: "📊",
    memo: "📝",
    paperclip: "📎",
    link: "🔗",
    lock: "🔒",
    mag: "🔍",
    bulb: "💡",
    star: "⭐",
    trophy: "🏆",
    red_circle: "🔴",
    large_yellow_circle: "🟡",
    large_green_circle: "🟢",
  }).map(([name, sign]) => [`:${name}:`, sign]),
);

const forms = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const write = (form, at) =>
  ordinal(new Intl.DateTimeFormat(tongue(), { ...form, timeZone: now.zone || undefined }).format(at * 1000));

/**
 * dated writes a moment as its format says, by the reader's clock: {date_long} at {time}. The
 * pretty forms are written as the plain ones.
 */
export function dated({ at, format, text }) {
  const written = format.replace(/\{(\w+?)(?:_pretty)?\}/g, (whole, name) =>
    forms[name] ? write(forms[name], at) : whole,
  );
  return /\{\w+\}/.test(written) ? text || written : written;
}
