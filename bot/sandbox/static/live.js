// The page hears from the server what has changed, and says when it hears nothing.

import { $, now } from "./state.js";

/** After how many milliseconds without the server the page says so, and tries again. */
const patience = 700;

let source = null,
  worry = 0;

/**
 * listen calls `changed(news)` whenever something has changed that the person sees, and
 * `changed({kind: "all"})` when something may have been missed.
 */
export function listen(changed) {
  source?.close();
  source = new EventSource(`/sandbox/events?${new URLSearchParams({ user: now.user })}`);
  source.onopen = () => {
    clearTimeout(worry);
    worry = 0;
    $("offline").hidden = true;
    changed({ kind: "all" });
  };
  source.onmessage = (ev) => changed(JSON.parse(ev.data));
  source.onerror = () => {
    worry ||= setTimeout(() => {
      worry = 0;
      $("offline").hidden = false;
      // A browser gives up on an answer that is none; the page does not.
      if (source.readyState === EventSource.CLOSED) listen(changed);
    }, patience);
  };
}

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
