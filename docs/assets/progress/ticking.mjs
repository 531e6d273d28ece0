// Ticking items, and what is written beside a tick. A change starts from what is stored, so that no change of another tab is lost.

import { optional } from "../base/messages.mjs";
import { storage } from "../base/storage.mjs";
import { entryFor, entryOf, serialize, tick, timesOf } from "./entries.mjs";
import { parse } from "./entry-done.mjs";
import { isReplica } from "./entry-form.mjs";
import { personId } from "./persons.mjs";
import { openTicks, ownIds, signer } from "./ticks.mjs";

/**
 * @typedef {import("./entries.mjs").Entries} Entries
 * @typedef {(state: Entries, id: string, stamp: import("./entries.mjs").Stamp, item: string) => Entries} Make
 *   `id` is that of the entry: of an item that each person ticks, it is the reader's own.
 * @typedef {ReturnType<typeof openTicking>} Ticking
 */

const replica = storage("replica");
const random = (/** @type {number} */ count) => crypto.getRandomValues(new Uint32Array(count)).join("-");
// A profile that is copied to a second computer has the same replica there; no two open pages have the same mark.
const mark = random(1);

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
 * The ticks of some items of checklists, to be read and changed.
 * @param {Parameters<typeof openTicks>[0]} checklists
 * @param {(id: string) => boolean} [isOwn] whether each person ticks an item for themselves
 */
export function openTicking(checklists, isOwn = () => false) {
  const ticks = openTicks(checklists);
  const { stores, storeOf, stateOf, done } = ticks;
  const entry = (/** @type {string} */ id) => entryFor(stateOf(id), id, ownIds());

  function put(/** @type {string[]} */ ids, /** @type {Make} */ made) {
    const by = stamp();
    const target = (/** @type {string} */ id) => (isOwn(id) ? `${id}:${personId(by)}` : id);
    for (const store of stores) {
      const its = ids.filter((id) => storeOf(id) === store);
      if (its.length) store.write(serialize(its.reduce((state, id) => made(state, target(id), by, id), parse(store.read()))));
    }
  }

  return {
    ...ticks,
    entry,
    put,
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
  };
}
