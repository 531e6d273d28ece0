// All progress that this browser stores: what a backup contains and a restore brings back.

import { cleanLine } from "../base/clean-text.mjs";
import { storage, storedPlaces, ticksAt } from "../base/storage.mjs";
import { readPeople } from "./entry-check.mjs";
import { MOST, parse } from "./entry-done.mjs";
import { isId, readEntry } from "./entry-form.mjs";

/** @typedef {import("./merging.mjs").Progress} Progress */

/** What a place holds, as it is. */
export const storedItems = (/** @type {string} */ place) => Object.entries(parse(ticksAt(place).read()).items);

/**
 * The places in storage, and those of the guide.
 * @param {string[]} [known]
 * @returns {Progress}
 */
export function storedProgress(known = []) {
  const places = new Set([...known, ...storedPlaces().filter(isId)]);
  const items = (/** @type {string} */ place) => storedItems(place).filter(([id]) => isId(id));
  return new Map([...places].map((place) => [place, new Map(items(place).map(([id, entry]) => [id, readEntry(entry)]))]));
}

// What storage holds under an id or at a place that no guide can have: a file merged by an earlier version may have left it.
export function unreadableEntries() {
  return storedPlaces().flatMap((place) =>
    storedItems(place).filter(([id]) => !isId(place) || !isId(id)).map(([id, entry]) => ({ checklist: place, id, entry })),
  );
}

/**
 * Whose browser is whose, from merged files and from the name typed here.
 * @returns {import("./view.mjs").People}
 */
export function storedPeople() {
  const [r, by] = [storage("replica").read(), cleanLine(storage("name").read() ?? "").slice(0, MOST.name)];
  return { ...readPeople(parsedObject(storage("people").read())), ...(r && by ? { [r]: by } : {}) };
}

/**
 * An object from storage; an empty one where there is none.
 * @param {string | null} text
 * @returns {Record<string, any>}
 */
export function parsedObject(text) {
  try {
    return Object(JSON.parse(text ?? ""));
  } catch {
    return {};
  }
}

/**
 * Whether the browser has refused to store any of it.
 * @param {Progress} progress
 */
export function isStorageRefused(progress) {
  return [...progress.keys()].some((place) => ticksAt(place).refused);
}
