// Who has ticked an item that each person does. Pure, except for what is stored of people.

import { view } from "../progress/merging.mjs";
import { nameKey } from "../progress/persons.mjs";
import { storedPeople } from "../progress/stored-progress.mjs";

/**
 * Returns what tells, of the people who do an item, who has ticked it and who has not; where nobody is named, whoever signed.
 * @param {Pick<import("../progress/ticks.mjs").Ticks, "entry">} ticks
 * @returns {(item: { id: string }, people: string[]) => { done: string[], missing: string[] }}
 */
export function tickedBy({ entry }) {
  const known = storedPeople();
  return ({ id }, people) => {
    const { ticks } = view(entry(id), "", known);
    const signed = ticks.filter(({ done }) => done).map(({ by }) => by ?? "");
    const keys = new Set(signed.map(nameKey));
    const done = people.length ? people.filter((name) => keys.has(nameKey(name))) : signed;
    return { done, missing: people.filter((name) => !keys.has(nameKey(name))) };
  };
}
