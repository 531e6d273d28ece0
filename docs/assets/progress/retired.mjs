// Ticks under an id that was retired, carried over to the item that took over. Stands before all checklists of a page.

import { inCurrentPlaces } from "./merging.mjs";
import { storedProgress } from "./stored-progress.mjs";
import { storeTogether } from "./storing.mjs";
import { stamp } from "./ticks.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  /** @type {{ places: Record<string, string>, retired: Record<string, string> }} */
  const guide = JSON.parse(root.dataset.retired ?? "");
  const stored = storedProgress();
  const olds = [...stored].flatMap(([place, items]) => [...items.keys()].filter((id) => Object.hasOwn(guide.retired, id)).map((id) => ({ place, id })));
  if (!olds.length) return;
  const home = inCurrentPlaces(stored, guide, stamp().r);
  const heirs = new Set(olds.map(({ id }) => guide.retired[id]));
  storeTogether([...[...heirs].map((id) => ({ place: guide.places[id], id, entry: home.get(guide.places[id])?.get(id) })), ...olds]);
}
