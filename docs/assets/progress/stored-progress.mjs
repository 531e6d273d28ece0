// Everything that this browser keeps for the guide, at once: what a backup holds and a restore brings back.

import { cleanLine } from "../base/clean-text.mjs";
import { storage, storedPlaces, ticksAt } from "../base/storage.mjs";
import { parse, serialize } from "./entries.mjs";
import { canonical, isId, MOST, readEntry, readPeople } from "./entry-form.mjs";

const stored = (place) => Object.entries(parse(ticksAt(place).read()).items);

// The places that hold something, and those of the guide (`known`), as merging.mjs wants them.
export function storedProgress(known = []) {
  const places = new Set([...known, ...storedPlaces().filter(isId)]);
  const items = (place) => stored(place).filter(([id]) => isId(id)).map(([id, entry]) => [id, readEntry(entry)]);
  return new Map([...places].map((place) => [place, new Map(items(place))]));
}

// What storage holds under an id or at a place that no guide can have: a file merged by an earlier version may have left it.
export function unreadableEntries() {
  return storedPlaces().flatMap((place) =>
    stored(place).filter(([id]) => !isId(place) || !isId(id)).map(([id, entry]) => ({ checklist: place, id, entry })),
  );
}

// Writes some entries, [{place, id, entry}], and leaves all others as they are; no entry takes the id away.
export function storeEntries(changes) {
  for (const place of new Set(changes.map((change) => change.place))) {
    const store = ticksAt(place);
    const items = new Map(stored(place));
    for (const { id, entry } of changes.filter((change) => change.place === place)) {
      if (entry === undefined) items.delete(id);
      else items.set(id, entry);
    }
    store.write(serialize({ items: Object.fromEntries(items) }));
  }
}

// The same, and returns what puts everything back that has not been changed again by then.
export function storeWithUndo(changes) {
  const places = [...new Set(changes.map(({ place }) => place))];
  const entries = () => new Map(places.map((place) => [place, new Map(stored(place))]));
  const before = entries();
  storeEntries(changes);
  return () => {
    const now = entries();
    const same = ({ place, id, entry }) => canonical(readEntry(now.get(place).get(id))) === canonical(readEntry(entry));
    storeEntries(changes.filter(same).map(({ place, id }) => ({ place, id, entry: before.get(place).get(id) })));
  };
}

// Whose browser is whose: {r: name}, from merged files and from the name typed here.
export function storedPeople() {
  const [r, by] = [storage("replica").read(), cleanLine(storage("name").read() ?? "").slice(0, MOST.name)];
  return { ...readPeople(parsedObject(storage("people").read())), ...(r && by ? { [r]: by } : {}) };
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
