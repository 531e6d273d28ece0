// Which items of checklists the reader of this browser has ticked, as a page shows it. What ticks them is in ticking.mjs.

import { cleanLine } from "../base/clean-text.mjs";
import { placeOf, storage, ticksAt } from "../base/storage.mjs";
import { isDone, MOST, parse } from "./entry-done.mjs";
import { idsOf, personId } from "./persons.mjs";

/** @typedef {ReturnType<typeof openTicks>} Ticks */

const replica = storage("replica");
const name = storage("name");
const people = storage("people");

export const signer = () => cleanLine(name.read() ?? "").slice(0, MOST.name) || undefined;

/** @type {{ of: string, ids: string[] }} */
let own = { of: "", ids: [] };

/**
 * The ids of the reader's own entries: by name, by earlier ones, and from before there was any, here or in another browser. A page
 * asks for each of its items: they are looked for anew only where something they come from has changed.
 */
export function ownIds() {
  const [r, by = "", names] = [replica.read() ?? "", signer(), people.read()];
  const of = JSON.stringify([r, by, names]);
  if (of !== own.of) own = { of, ids: [...new Set([personId({ by, r }), ...idsOf(by, textsOf(names)), r])].filter(Boolean) };
  return own.ids;
}

function textsOf(/** @type {string | null} */ text) {
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text ?? "")).filter(([, name]) => typeof name === "string"));
  } catch {
    return {};
  }
}

/**
 * The ticks of some items of checklists.
 * @param {{ id: string, version: number | string, items: string[] }[]} checklists
 */
export function openTicks(checklists) {
  const stores = checklists.map((checklist) => ticksAt(placeOf(checklist)));
  const home = new Map(stores.flatMap((store, number) => checklists[number].items.map((id) => /** @type {const} */ ([id, store]))));
  /** @type {Map<unknown, { text: string | null, state: import("./entries.mjs").Entries }>} */
  const parsed = new Map();
  const storeOf = (/** @type {string} */ id) => home.get(id);
  const stateOf = (/** @type {string} */ id) => {
    const store = storeOf(id);
    const text = store?.read() ?? null;
    if (parsed.get(store)?.text !== text) parsed.set(store, { text, state: parse(text) });
    return parsed.get(store)?.state ?? parse(text);
  };
  const done = (/** @type {string} */ id) => isDone(stateOf(id), id, ownIds());

  return {
    stores,
    storeOf,
    stateOf,
    done,
    count: (/** @type {string[]} */ ids) => ids.filter(done).length,
    isRefused: () => stores.some(({ refused }) => refused),
    watch(/** @type {() => void} */ changed) {
      for (const store of [...stores, name, people]) store.watch(changed);
    },
  };
}
