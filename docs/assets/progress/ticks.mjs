// Ticks of checklists. A change starts from what is stored, so that no change of another tab is lost.

import { cleanLine } from "../base/clean-text.mjs";
import { optional } from "../base/messages.mjs";
import { placeOf, storage, ticksAt } from "../base/storage.mjs";
import { entryFor, entryOf, parse, serialize, tick, timesOf } from "./entries.mjs";
import { isReplica, MOST } from "./entry-form.mjs";
import { personId } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entries} Entries
 * @typedef {(state: Entries, id: string, stamp: import("./entries.mjs").Stamp, item: string) => Entries} Make
 *   `id` is that of the entry: of an item that each person ticks, it is the reader's own.
 * @typedef {ReturnType<typeof openTicks>} Ticks
 */

const replica = storage("replica");
const name = storage("name");
const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint32Array(count)).join("-");
// A profile that is copied to a second computer has the same replica there; no two open pages have the same mark.
const mark = random(1);

const signer = () => cleanLine(name.read() ?? "").slice(0, MOST.name) || undefined;

/** The ids of the reader's own entries: by name, and from before there was one. */
export function ownIds() {
  const r = replica.read() ?? "";
  return [...new Set([personId({ by: signer(), r }), r])].filter(Boolean);
}

export const newReplica = () => replica.write(random(3));

/**
 * How this browser signs a change.
 * @returns {import("./entries.mjs").Stamp}
 */
export function stamp() {
  if (!isReplica(replica.read())) newReplica();
  return { r: `${replica.read()}:${mark}`, by: signer(), ...timesOf(new Date()) };
}

/**
 * The ticks of some items of checklists.
 * @param {{ id: string, version: number | string, items: string[] }[]} checklists
 * @param {(id: string) => boolean} [isOwn] whether each person ticks an item for themselves
 */
export function openTicks(checklists, isOwn = () => false) {
  const stores = checklists.map((checklist) => ticksAt(placeOf(checklist)));
  const home = new Map(stores.flatMap((store, number) => checklists[number].items.map((id) => /** @type {const} */ ([id, store]))));
  /** @type {Map<unknown, { text: string | null, state: Entries }>} */
  const parsed = new Map();
  const stateOf = (/** @type {(typeof stores)[number] | undefined} */ store) => {
    const text = store?.read() ?? null;
    if (parsed.get(store)?.text !== text) parsed.set(store, { text, state: parse(text) });
    return parsed.get(store)?.state ?? parse(text);
  };
  const entry = (/** @type {string} */ id) => entryFor(stateOf(home.get(id)), id, ownIds());
  const done = (/** @type {string} */ id) => entry(id).done === true;

  function put(/** @type {string[]} */ ids, /** @type {Make} */ made) {
    const by = stamp();
    const target = (/** @type {string} */ id) => (isOwn(id) ? `${id}:${personId(by)}` : id);
    for (const store of stores) {
      const its = ids.filter((id) => home.get(id) === store);
      if (its.length) store.write(serialize(its.reduce((state, id) => made(state, target(id), by, id), parse(store.read()))));
    }
  }

  return {
    get refused() {
      return stores.some((store) => store.refused);
    },
    done,
    entry,
    put,
    count: (/** @type {string[]} */ ids) => ids.filter(done).length,
    tick: (/** @type {string} */ id, /** @type {boolean} */ done) => put([id], (state, id, stamp) => tick(state, id, done, stamp)),
    /**
     * Returns what brings back those ticks that nobody has set again by then.
     * @param {string[]} ids
     */
    clear(ids) {
      const was = new Map(ids.filter(done).map((id) => [id, entry(id)]));
      const all = [...was.keys()];
      put(all, (state, id, stamp) => tick(state, id, false, stamp));
      return () =>
        put(all, (state, id, stamp, item) => (entryOf(state, id).done ? state : tick(state, id, true, stamp, was.get(item))));
    },
    /**
     * Loads evidence.mjs once there is something to show, or someone opens an item.
     * @param {HTMLInputElement[]} boxes
     */
    offerEvidence(boxes) {
      const load = () => optional("progress/evidence", import("./evidence.mjs").then(({ start }) => start(this, boxes)));
      const more = (/** @type {import("./entries.mjs").Entry} */ { by, evidence, others }) => by || evidence || others;
      if (boxes.some((box) => more(entry(box.dataset.item ?? "")))) load();
      else document.addEventListener("toggle", load, { capture: true, once: true });
    },
    watch(/** @type {() => void} */ changed) {
      for (const store of [...stores, name]) store.watch(changed);
    },
  };
}
