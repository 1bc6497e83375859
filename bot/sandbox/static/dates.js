// Days and times: a field that says the day in the reader's language, with a calendar that
// opens below it. Days go to the app as 2009-12-31, times as 14:30.

import { combobox } from "./combobox.js";
import { iso, sayDay, today } from "./days.js";
import { el } from "./dom.js";
import { within } from "./find.js";
import { monthGrid } from "./month.js";
import { popup } from "./popup.js";
import { t } from "./words.js";

/** said is a day in the reader's language: 31 Dec 2009, 31 déc. 2009. */
const said = (day) => sayDay(day, { dateStyle: "medium" });

/** typedDay reads 2009-12-31 and 31/12/2009, or gives undefined. */
function typedDay(text) {
  const [, year, month, day] = text.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/) ?? [];
  const [, d, m, y] = text.match(/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/) ?? [];
  const date = new Date(Date.UTC(year ?? y, (month ?? m) - 1, day ?? d));
  const same = date.getUTCDate() === Number(day ?? d) && date.getUTCMonth() + 1 === Number(month ?? m);
  return same ? iso(date) : undefined;
}

/**
 * dayField makes a date picker. `change(values)` gets [] when it is emptied; when it promises
 * null the day is taken back.
 */
export function dayField({ name, label, placeholder, initial = "", change }) {
  let day = initial;
  const hidden = el("input", { type: "hidden", name, value: day });
  const field = el("input", {
    type: "text",
    className: "day",
    role: "combobox",
    autocomplete: "off",
    placeholder: placeholder || t("chooseDate"),
    "aria-label": label,
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
  });
  const month = monthGrid(label, (chosen) => {
    close();
    field.focus();
    set(chosen);
  });
  field.setAttribute("aria-controls", month.node.id);
  const pop = popup(field, month.node, { wide: false });

  function draw() {
    hidden.value = day;
    field.value = day && said(day);
  }

  async function set(next) {
    const before = day;
    if (next === day) {
      draw();
      return;
    }
    day = next;
    draw();
    if ((await change?.(next ? [next] : [])) === null && day === next) {
      day = before;
      draw();
    }
  }

  const show = (into) => {
    month.draw(day || today());
    pop.show();
    field.setAttribute("aria-expanded", "true");
    if (into) month.focus();
  };
  const close = () => {
    pop.hide();
    field.setAttribute("aria-expanded", "false");
  };
  /** take reads what was typed; what is no day leaves what stood there. */
  const take = () => {
    const text = field.value.trim();
    if (text === (day && said(day))) return;
    set(text ? (typedDay(text) ?? day) : "");
  };

  const box = el(
    "div",
    {
      className: "daybox",
      "data-name": name,
      onfocusout: (ev) => {
        if (month.painting() || box.contains(ev.relatedTarget)) return;
        close();
        take();
      },
      onkeydown: (ev) => {
        if (ev.key === "Escape" && pop.open()) {
          ev.preventDefault();
          ev.stopPropagation();
          close();
          field.focus();
        } else if (ev.target === field && ev.key === "ArrowDown") {
          ev.preventDefault();
          show(true);
        } else if (ev.target === field && ev.key === "Enter") {
          ev.preventDefault();
          take();
          close();
        }
      },
    },
    hidden,
    field,
    month.node,
  );
  field.addEventListener("click", () => show(false));
  Object.assign(box, {
    control: field,
    standing: () => day,
    restore: (before) => {
      day = before;
      draw();
    },
  });
  draw();
  return box;
}

/** timeField makes a time picker: every half hour, and any time that one types. */
export function timeField({ name, label, placeholder, initial, change }) {
  const times = Array.from({ length: 48 }, (_, i) => {
    const text = `${String(i >> 1).padStart(2, "0")}:${i % 2 ? "30" : "00"}`;
    return { value: text, text };
  });
  return combobox({
    name,
    label,
    change,
    placeholder: placeholder || t("chooseTime"),
    chosen: initial ? [{ value: initial, text: initial }] : [],
    find: async (text) => within(times, text),
    own: (text) => {
      const [, hours, minutes = "00"] = text.match(/^(\d{1,2})[:hH]?(\d{2})?$/) ?? [];
      if (hours === undefined || hours > 23 || minutes > 59) return undefined;
      const value = `${hours.padStart(2, "0")}:${minutes}`;
      return { value, text: value };
    },
  });
}
