// The calendar on top of the page: the day it is, and what moves it. The server moves the
// time for everybody who looks; this only asks it to.

import { confirmed } from "./confirm.js";
import { sayDay } from "./days.js";
import { el } from "./dom.js";
import { post } from "./server.js";
import { $, now } from "./state.js";
import { t } from "./words.js";

let almanac = null, // what the server said last
  asking = false, // it has not answered yet
  parts = null;

document.addEventListener("speak", () => drawCalendar(almanac));

/** drawCalendar shows what the server says of the time; null: there is no calendar. */
export function drawCalendar(told) {
  // Who tells is there again.
  if (told !== almanac && parts?.error.dataset.away) parts.error.textContent = "";
  almanac = told;
  now.today = told?.day ?? "";
  $("calendar").hidden = !told;
  if (!told) return;
  parts ??= build();
  const { day, steps, play, chosen, error } = parts;
  const busy = asking || told.moving;
  $("calendar").setAttribute("aria-label", t("calendar"));
  for (const node of [$("calendar"), day]) node.ariaBusy = String(busy);
  day.dataset.today = told.day;
  day.textContent = inWords(told.day);
  for (const { name, day: to } of told.steps) drawStep(steps[name], name, to);
  const going = busy || told.playing;
  label(play, t(going ? "pause" : "play"), t(going ? "pauseTip" : "playTip"));
  play.classList.toggle("going", going);
  if (chosen.dataset.today !== told.day) chosen.value = told.day;
  Object.assign(chosen, { min: told.first, max: told.last, ariaLabel: t("chosenDay") });
  chosen.dataset.today = told.day;
  label(parts.jump, t("jump"), t("jumpTip"));
  label(parts.reset, t("startOver"), t("startOverTip"));
  error.hidden = !error.textContent;
  enable();
}

/** build makes the parts once, so that the focus stays where it is while days go by. */
function build() {
  const button = (props) => el("button", { type: "button", className: "bar-button", ...props });
  const made = {
    day: el("strong", { className: "calendar-today", role: "status" }),
    steps: Object.fromEntries(
      ["day", "week", "rung", "deadline"].map((name) => [
        name,
        button({ "data-step": name, onclick: (ev) => move("live", ev.currentTarget.dataset.to) }),
      ]),
    ),
    play: button({ id: "calendar-play", onclick: () => move(isGoing() ? "pause" : "play") }),
    chosen: el("input", { type: "date", id: "calendar-day", className: "calendar-day", oninput: enable }),
    jump: button({ id: "calendar-jump", onclick: jump }),
    reset: button({ id: "calendar-reset", onclick: reset }),
    error: el("p", { className: "calendar-error", role: "alert", hidden: true }),
  };
  $("calendar").role = "group";
  $("calendar").replaceChildren(
    made.day,
    el("div", { className: "calendar-steps" }, ...Object.values(made.steps), made.play),
    el("div", { className: "calendar-steps" }, made.chosen, made.jump, made.reset),
    made.error,
  );
  return made;
}

const isGoing = () => asking || almanac.moving || almanac.playing;

/** drawStep names a step, and the day it leads to where that is not plain. */
function drawStep(button, name, to) {
  const said = t(`step${name[0].toUpperCase()}${name.slice(1)}`);
  const far = to && ["rung", "deadline"].includes(name);
  const tip = t(`${far ? name : "step"}Tip`, to && inWords(to));
  if (button.dataset.said !== said + to) {
    button.replaceChildren(said, far ? el("span", { className: "far" }, ` · ${briefly(to)}`) : "");
    button.dataset.said = said + to;
  }
  button.title = to ? tip : t("noStep");
  button.dataset.to = to;
}

function label(button, text, tip) {
  if (button.textContent !== text) button.textContent = text;
  button.title = tip;
}

/**
 * enable says which buttons can be pressed just now. While the time moves they stay within
 * reach of the keyboard, so that nobody's focus is lost.
 */
function enable() {
  const { steps, chosen, jump: to, reset: anew } = parts;
  const busy = asking || almanac.moving;
  const set = (node, can) => {
    node.ariaDisabled = String(busy || !can);
  };
  for (const step of Object.values(steps)) set(step, step.dataset.to);
  set(to, chosen.value && chosen.value !== almanac.day && chosen.checkValidity());
  set(anew, true);
}

const isOff = (button) => button.ariaDisabled === "true";

/** move asks the server, and shows how it stands then or why it does not move. */
async function move(how, day) {
  const stops = how === "pause" || how === "play";
  if (!stops && (asking || almanac.moving || (how === "live" && !day))) return;
  if (!stops) asking = true;
  parts.error.textContent = "";
  drawCalendar(almanac);
  const { error, away, calendar } = await post("calendar", { move: how, day });
  if (!stops) asking = false;
  parts.error.textContent = error ?? "";
  parts.error.dataset.away = away ? "true" : "";
  drawCalendar(calendar ?? almanac);
}

async function jump() {
  const day = parts.chosen.value;
  if (isOff(parts.jump)) return;
  if (day > almanac.day || (await sure("goBackAsk", "jump", inWords(day)))) move("jump", day);
}

async function reset() {
  if (!isOff(parts.reset) && (await sure("startOverAsk", "startOver"))) move("reset");
}

/** sure asks whether all that was said may be lost. */
function sure(question, yes, ...args) {
  const text = (words) => ({ spans: [{ kind: "text", text: words }] });
  return confirmed({
    title: text(t(question, ...args)),
    text: text(t("allIsLost")),
    confirm: text(t(yes)),
    deny: text(t("stay")),
    style: "danger",
  });
}

/** inWords is a day in full: Monday 14 September 2009. */
const inWords = (day) => sayDay(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** briefly is a day as a button has room for it: 14 Sept. */
const briefly = (day) => sayDay(day, { day: "numeric", month: "short" });
