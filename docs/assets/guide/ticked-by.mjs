// Who has ticked an item that each person does. Pure, except for what is stored.

import { placeOf } from "../base/storage.mjs";
import { groupOf } from "../progress/group.mjs";
import { storedPeople, storedProgress } from "../progress/stored-progress.mjs";

/**
 * Returns what tells, of the people who do an item, who has ticked it and who has not; where nobody is named, whoever signed.
 * @returns {(item: import("./agenda.mjs").AgendaItem, people: string[]) => { done: string[], missing: string[] }}
 */
export function tickedBy() {
  const [known, progress] = [storedPeople(), storedProgress()];
  return ({ id, checklist }, people) => {
    const { firm, done, missing } = groupOf(progress.get(placeOf(checklist)) ?? new Map(), id, { people, known });
    if (firm.done) return { done: people.filter((name) => !missing.includes(name)), missing };
    return { done: people.length ? done.filter((name) => people.includes(name)) : done, missing };
  };
}
