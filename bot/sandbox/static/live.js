// The page hears from the server what has changed, and says when it hears nothing.

import { $, now } from "./state.js";

/** After how many milliseconds without the server the page says so, and tries again. */
const patience = 700;

/** How often a page that lies behind others asks whether something has changed, in milliseconds. */
const glance = 3000;

let heard = null,
  source = null,
  worry = 0,
  glances = 0;

/**
 * listen calls `changed(news)` whenever something has changed that the person sees, and
 * `changed({kind: "all"})` when something may have been missed.
 */
export function listen(changed) {
  heard = changed;
  attend();
}

/**
 * attend opens the stream of news. A browser has six connections to a server and no more, so
 * that a page that nobody sees leaves them to the others, and asks now and then.
 */
function attend() {
  source?.close();
  clearInterval(glances);
  if (document.hidden) glances = setInterval(() => heard({ kind: "all" }), glance);
  else open();
}

function open() {
  source = new EventSource(`/sandbox/events?${new URLSearchParams({ user: now.user })}`);
  source.onopen = () => {
    clearTimeout(worry);
    worry = 0;
    $("offline").hidden = true;
    heard({ kind: "all" });
  };
  source.onmessage = (ev) => heard(JSON.parse(ev.data));
  source.onerror = () => {
    worry ||= setTimeout(() => {
      worry = 0;
      $("offline").hidden = false;
      // A browser gives up on an answer that is none; the page does not.
      if (source.readyState === EventSource.CLOSED) attend();
    }, patience);
  };
}

document.addEventListener("visibilitychange", () => {
  if (heard) attend();
});

/**
 * steadily makes a function of what loads something: called while that is under way, it
 * loads once more afterwards, however often it was called.
 */
export function steadily(load) {
  let running = null,
    again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = load().finally(() => {
      running = null;
      if (!again) return undefined;
      again = false;
      return run();
    });
    return running;
  };
}
