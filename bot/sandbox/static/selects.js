// Menus: those whose options stand in the message, those that the app looks up, and those
// of people and places. One types in all of them.

import { combobox } from "./combobox.js";
import { words } from "./dom.js";
import { within } from "./find.js";
import { t } from "./words.js";

/** sources say where a menu has its options from. */
const sources = {
  static_select: "options",
  multi_static_select: "options",
  external_select: "app",
  multi_external_select: "app",
  users_select: "people",
  multi_users_select: "people",
  conversations_select: "places",
  multi_conversations_select: "places",
  channels_select: "places",
  multi_channels_select: "places",
};

const option = (o, group) => ({ value: o.value, text: words(o.text), note: words(o.description), group });

/** selects renders a menu, or gives nothing for an element that is none. */
export function selects(b, e, hands, common) {
  const source = sources[e.type];
  if (!source) return undefined;
  const listed = {
    options: () =>
      e.option_groups
        ? e.option_groups.flatMap((g) => g.options.map((o) => option(o, words(g.label))))
        : (e.options ?? []).map((o) => option(o)),
    people: hands.people,
    places: hands.places,
  }[source];
  const find = async (text) => {
    if (listed) return within(listed(), text);
    if ([...text].length < (e.min_query_length ?? 3)) return null;
    return (await hands.suggest(b, e, text)).map((o) => option(o));
  };
  return combobox({
    ...common,
    find,
    chosen: chosen(e, listed),
    many: e.type.startsWith("multi_"),
    most: e.max_selected_items,
    placeholder: common.placeholder || t(listed ? "choose" : "typeToSearch"),
  });
}

/** chosen is what stands in a menu before anybody has touched it. */
function chosen(e, listed) {
  const first = (e.initial_options ?? [e.initial_option]).filter(Boolean).map((o) => option(o));
  if (first.length) return first;
  const ids = [
    e.initial_user,
    e.initial_users,
    e.initial_conversation,
    e.initial_conversations,
    e.initial_channel,
    e.initial_channels,
  ];
  return ids
    .flat()
    .filter(Boolean)
    .map((id) => listed?.().find((o) => o.value === id) ?? { value: id, text: id });
}
