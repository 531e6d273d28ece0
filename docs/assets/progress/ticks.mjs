// Ticks of checklists, [{id, version, items: [ids]}]. A change starts from what is stored, so that no other tab's is lost.

import { cleanLine } from "../base/clean-text.mjs";
import { optional } from "../base/optional.mjs";
import { placeOf, storage, ticksAt } from "../base/storage.mjs";
import { entryOf, parse, serialize, tick } from "./entries.mjs";
import { isId, MOST } from "./entry-form.mjs";

const replica = storage("replica");
const name = storage("name");

// How this browser signs a change.
export function stamp() {
  if (!isId(replica.read())) replica.write(crypto.getRandomValues(new Uint32Array(3)).join("-"));
  return { r: replica.read(), by: cleanLine(name.read() ?? "").slice(0, MOST.name) || undefined, now: new Date().toISOString() };
}

export function openTicks(checklists) {
  const stores = checklists.map((checklist) => ticksAt(placeOf(checklist)));
  const home = new Map(checklists.flatMap(({ items }, number) => items.map((id) => [id, stores[number]])));
  const entry = (id) => entryOf(parse(home.get(id).read()), id);
  const done = (id) => entry(id).done === true;

  function put(ids, made) {
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
    entry,
    put,
    count: (ids) => ids.filter(done).length,
    tick: (id, done) => put([id], (state, id, stamp) => tick(state, id, done, stamp)),
    // Returns what brings back those ticks that nobody has set again by then.
    clear(ids) {
      const was = new Map(ids.filter(done).map((id) => [id, entry(id)]));
      const all = [...was.keys()];
      put(all, (state, id, stamp) => tick(state, id, false, stamp));
      return () =>
        put(all, (state, id, stamp) => (entryOf(state, id).done ? state : tick(state, id, true, stamp, was.get(id))));
    },
    // Loaded once there is something to show, or someone opens an item.
    offerEvidence(boxes) {
      const load = () => optional("progress/evidence", import("./evidence.mjs").then(({ start }) => start(this, boxes)));
      const more = ({ by, evidence, others }) => by || evidence || others;
      if (boxes.some((box) => more(entry(box.dataset.item)))) load();
      else document.addEventListener("toggle", load, { capture: true, once: true });
    },
    watch(changed) {
      for (const store of stores) store.watch(changed);
    },
  };
}
