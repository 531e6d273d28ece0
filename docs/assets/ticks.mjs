// The ticks of checklists ([{id, version, items: ["<item id>", ...]}, ...]) as this browser keeps them. Every change starts
// from what is stored, so that nothing another tab has written is lost.

import { entryOf, isDone, note, parse, serialize, storageName, tick } from "./progress.mjs";
import { storage } from "./storage.mjs";

const replica = storage("replica");
const name = storage("name");

// How this browser signs its changes: with a random name of its own, and the reader's if it is known.
export function stamp() {
  if (!replica.read()) replica.write(crypto.getRandomValues(new Uint32Array(3)).join("-"));
  return { r: replica.read(), by: name.read() || undefined, now: new Date().toISOString() };
}

export function openTicks(checklists) {
  const stores = checklists.map(({ id, version }) => storage(storageName(id, version)));
  const home = new Map(checklists.flatMap(({ items }, number) => items.map((id) => [id, stores[number]])));
  const state = (id) => parse(home.get(id).read());
  const done = (id) => isDone(state(id), id);

  function change(ids, made) {
    const by = stamp();
    for (const store of stores) {
      const its = ids.filter((id) => home.get(id) === store);
      if (its.length) store.write(serialize(its.reduce((state, id) => made(state, id, by), parse(store.read()))));
    }
  }

  return {
    get refused() {
      return stores.some((store) => store.refused);
    },
    done,
    entry: (id) => entryOf(state(id), id),
    count: (ids) => ids.filter(done).length,
    tick: (id, done) => change([id], (state, id, stamp) => tick(state, id, done, stamp)),
    note: (id, evidence) => change([id], (state, id, stamp) => note(state, id, evidence, stamp)),
    // Returns what brings back those ticks that nobody has set again by then.
    clear(ids) {
      const cleared = new Map(ids.filter(done).map((id) => [id, this.entry(id)]));
      change([...cleared.keys()], (state, id, stamp) => tick(state, id, false, stamp));
      return () => {
        const away = [...cleared.keys()].filter((id) => !done(id));
        change(away, (state, id, stamp) => {
          const { by, when, at } = cleared.get(id);
          return tick(state, id, true, { ...stamp, by }, when ?? at);
        });
      };
    },
    // Calls `changed` after every change, whoever made it.
    watch(changed) {
      for (const store of stores) store.watch(changed);
    },
  };
}
