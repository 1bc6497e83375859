// What a person can do with the blocks of a message or a view.

import { confirmed } from "./confirm.js";
import { problem, send, upload } from "./server.js";
import { now } from "./state.js";

/** handsOn is that, for renderBlocks(). `where` is {channel, ts} or {view}. */
export function handsOn(where) {
  const name = (b, e) => `${b.block_id}/${e.action_id}`;
  return {
    /** act promises what the server says, or null when the person thought better of it. */
    act: async (b, e, values, begun) => {
      if (!(await confirmed(e.confirm))) return null;
      begun?.();
      return send("act", { ...where, element: name(b, e), values });
    },
    suggest: async (b, e, text) =>
      (await send("suggest", { ...where, element: name(b, e), text })).options ?? [],
    upload,
    problem,
    me: () => now.user,
    people: () => now.people.map((p) => ({ value: p.id, text: p.realName, note: `@${p.name}` })),
    places: () =>
      now.conversations.filter((c) => c.kind !== "app").map((c) => ({ value: c.id, text: `#${c.name}` })),
  };
}
