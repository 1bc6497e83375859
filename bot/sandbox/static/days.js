// Days as the reader's language writes them, whatever the clocks of their zone show. They
// are kept as 2009-12-31.

import { now } from "./state.js";
import { lang, tongue } from "./words.js";

/** utc is the moment at which a day begins in UTC, and iso(date) the day of such a moment. */
export const utc = (day) => new Date(`${day}T00:00:00Z`);
export const iso = (date) => date.toISOString().slice(0, 10);

/** today is the day on which the workspace stands: the calendar's, or the machine's. */
export const today = () => now.today || iso(new Date());

/** sayDate writes the day of a moment in UTC as Intl's options say. */
export const sayDate = (date, options) =>
  ordinal(date.toLocaleDateString(tongue(), { ...options, timeZone: "UTC" })).replace(",", "");

/** sayDay writes a day: {dateStyle: "medium"} is 31 Dec 2009, 31 déc. 2009. */
export const sayDay = (day, options) => sayDate(utc(day), options);

/** ordinal writes the first of a month as the French do: 1er décembre. */
export const ordinal = (text) => (lang() === "fr" ? text.replace(/(?<!\d)1 (?=\p{L})/u, "1er ") : text);
