// Ticks under an id that was retired, carried over to the item that took over. Stands before all checklists of a page.

import { inCurrentPlaces } from "./merging.mjs";
import { itemOf } from "./persons.mjs";
import { storedProgress } from "./stored-progress.mjs";
import { storeTogether } from "./storing.mjs";
import { stamp } from "./ticking.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  /** @type {{ places: Record<string, string>, retired: Record<string, string> }} */
  const guide = JSON.parse(root.dataset.retired ?? "");
  const stored = storedProgress();
  const olds = [...stored].flatMap(([place, items]) => [...items.keys()].filter((id) => Object.hasOwn(guide.retired, itemOf(id))).map((id) => ({ place, id })));
  if (!olds.length) return;
  const home = inCurrentPlaces(stored, guide, stamp().r);
  const heirs = new Set(olds.map(({ id }) => guide.retired[itemOf(id)] + id.slice(itemOf(id).length)));
  const made = [...heirs].map((id) => ({ place: guide.places[itemOf(id)], id }));
  storeTogether([...made.map(({ place, id }) => ({ place, id, entry: home.get(place)?.get(id) })), ...olds]);
}
