// Everything that this browser keeps for the guide, at once: what a backup holds and a restore brings back.

import { canonical } from "./merging.mjs";
import { parse, serialize } from "./entries.mjs";
import { storage, storedPlaces, ticksAt } from "../base/storage.mjs";

// The places that hold something, and those of the guide (`known`), as merging.mjs wants them.
export function storedProgress(known = []) {
  const places = new Set([...known, ...storedPlaces()]);
  const items = (place) => new Map(Object.entries(parse(ticksAt(place).read()).items));
  return new Map([...places].map((place) => [place, items(place)]));
}

// Writes some entries, [{place, id, entry}], and leaves all others as they are; no entry takes the id away.
export function storeEntries(changes) {
  for (const place of new Set(changes.map((change) => change.place))) {
    const store = ticksAt(place);
    const items = new Map(Object.entries(parse(store.read()).items));
    for (const { id, entry } of changes.filter((change) => change.place === place)) {
      if (entry === undefined) items.delete(id);
      else items.set(id, entry);
    }
    store.write(serialize({ items: Object.fromEntries(items) }));
  }
}

// The same, and returns what puts everything back that has not been changed again by then.
export function storeWithUndo(changes) {
  const before = storedProgress(changes.map(({ place }) => place));
  storeEntries(changes);
  return () => {
    const now = storedProgress(changes.map(({ place }) => place));
    const same = ({ place, id, entry }) => canonical(now.get(place).get(id)) === canonical(entry);
    storeEntries(changes.filter(same).map(({ place, id }) => ({ place, id, entry: before.get(place).get(id) })));
  };
}

// Whose browser is whose: {r: name}, from merged files and from the name typed here.
export function storedPeople() {
  const [r, by] = [storage("replica").read(), storage("name").read()];
  return { ...parsedObject(storage("people").read()), ...(r && by ? { [r]: by } : {}) };
}

// A table from storage; an empty one for what is none.
export function parsedObject(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

export function isStorageRefused(progress) {
  return [...progress.keys()].some((place) => ticksAt(place).refused);
}
