// Storing several things together: all of them, or none. A browser whose storage is full stores some and refuses others.

import { canonical } from "./entry-check.mjs";
import { readEntry } from "./entry-form.mjs";
import { serialize } from "./entries.mjs";
import { storedItems } from "./stored-progress.mjs";
import { ticksAt } from "../base/storage.mjs";

/**
 * @typedef {import("../base/storage.mjs").Store} Store
 * @typedef {{ place: string, id: string, entry?: unknown }} NewEntry
 * @typedef {{ store: Store, text: string }} NewText
 * @typedef {"stored" | "until left" | "refused"} Kept
 *   "until left": this browser stores nothing at all for the site, so all of it lasts until the page is left.
 *   "refused": there was no room for all of it, and none was stored.
 * @typedef {{ kept: Kept, back: () => boolean }} Stored `back` puts back what has not been changed again; returns whether it did.
 */

const PROBE = "transition-guide:probe";

function storesAnything() {
  try {
    localStorage.setItem(PROBE, "");
    localStorage.removeItem(PROBE);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {NewText[]} texts
 * @returns {Kept}
 */
function writeTogether(texts) {
  const before = texts.map(({ store }) => store.read());
  for (const { store, text } of texts) store.write(text);
  if (texts.every(({ store, text }) => !store.refused && store.read() === text)) return "stored";
  if (!storesAnything()) return "until left";
  texts.forEach(({ store }, number) => store.write(before[number] ?? ""));
  return "refused";
}

/**
 * The text of each place with some entries changed; without an entry the id is removed. All other entries stay as they are.
 * @param {NewEntry[]} changes
 * @returns {NewText[]}
 */
function textsOf(changes) {
  return [...new Set(changes.map(({ place }) => place))].map((place) => {
    const items = new Map(storedItems(place));
    for (const { id, entry } of changes.filter((change) => change.place === place)) {
      if (entry === undefined) items.delete(id);
      else items.set(id, entry);
    }
    return { store: ticksAt(place), text: serialize({ items: Object.fromEntries(items) }) };
  });
}

/**
 * Entries, and other texts of storage with them.
 * @param {NewEntry[]} changes
 * @param {NewText[]} [texts]
 * @returns {Stored}
 */
export function storeTogether(changes, texts = []) {
  const places = [...new Set(changes.map(({ place }) => place))];
  const entries = () => new Map(places.map((place) => [place, new Map(storedItems(place))]));
  const before = entries();
  const textsBefore = texts.map(({ store }) => store.read());
  const kept = writeTogether([...textsOf(changes), ...texts]);
  const back = () => {
    const now = entries();
    const same = (/** @type {NewEntry} */ { place, id, entry }) => canonical(readEntry(now.get(place)?.get(id))) === canonical(readEntry(entry));
    const old = changes.filter(same).map(({ place, id }) => ({ place, id, entry: before.get(place)?.get(id) }));
    const oldTexts = texts.flatMap(({ store, text }, number) => (store.read() === text ? [{ store, text: textsBefore[number] ?? "" }] : []));
    return writeTogether([...textsOf(old), ...oldTexts]) !== "refused";
  };
  return { kept, back };
}
