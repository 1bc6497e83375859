// Finding by a few letters, whatever their accents and capitals.

/** folded is text as it is compared: without accents and capitals. */
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** within finds the items, {text, note}, of which a word or the whole begins as the text does. */
export function within(items, text) {
  const want = folded(text);
  const begins = (part) => part.startsWith(want);
  return items.filter(
    (o) =>
      folded(`${o.text} ${o.note ?? ""}`)
        .split(/[\s@(]+/)
        .some(begins) || begins(folded(o.text)),
  );
}
