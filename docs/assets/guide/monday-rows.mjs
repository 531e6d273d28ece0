// What Monday's meeting talks about: who has something overdue, due this week or waiting for somebody else. Pure; the day and the
// ticks are given.

import { isOfEach } from "../progress/persons.mjs";
import { concerns, endOfWeek, openNeeds } from "./agenda.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("./agenda.mjs").AgendaItem} AgendaItem
 * @typedef {import("../plan/plan.mjs").Person} Person
 * @typedef {{ item: AgendaItem, day: Day }} Due
 * @typedef {Due & { after: AgendaItem[] }} Blocked An item that comes after open ones of other roles.
 * @typedef {{ role: string, people: string[], overdue: Due[], week: Due[], blocked: Blocked[] }} RoleRow
 * @typedef {Due & { done: number, of: number, missing: string[] }} EachRow An item that each person does; `of` is 0 where nobody is named.
 * @typedef {{ roles: RoleRow[], each: EachRow[], counts: { overdue: number, week: number, blocked: number } }} Monday
 */

/**
 * @param {AgendaItem[]} items in date order
 * @param {{ dates: Map<string, Day>, today: Day, roles: string[], people: Person[], done: (id: string) => boolean,
 *   by: (item: AgendaItem, people: string[]) => { done: string[], missing: string[] } }} given
 *   `roles`: those with work of their own, in their order; `by`: who of the people has ticked an item that each does
 * @returns {Monday}
 */
export function mondayRows(items, { dates, today, roles, people, done, by }) {
  const last = endOfWeek(today);
  const dayOf = (/** @type {AgendaItem} */ { id }) => dates.get(id) ?? "";
  const doers = (/** @type {AgendaItem} */ item) => people.filter((person) => concerns(item, person.roles.join(" ") || "-")).map(({ name }) => name);
  const isEach = (/** @type {AgendaItem} */ { role }) => isOfEach(role);
  const each = new Map(items.filter(isEach).map((item) => [item.id, by(item, doers(item))]));
  const isDone = (/** @type {string} */ id) => {
    const found = each.get(id);
    return found?.done.length || found?.missing.length ? !found.missing.length : done(id);
  };
  const due = items.filter((item) => !isDone(item.id) && dayOf(item) <= last);
  const withDay = (/** @type {AgendaItem} */ item) => ({ item, day: dayOf(item) });
  const afterOthers = (/** @type {AgendaItem} */ item) => openNeeds(item, items, isDone).filter(({ role }) => role !== item.role);

  const rows = roles.map((role) => {
    const own = due.filter((item) => item.role === role && !isEach(item));
    const blocked = own.map((item) => ({ ...withDay(item), after: afterOthers(item) })).filter(({ after }) => after[0]);
    const free = own.filter((item) => !blocked.some((each) => each.item === item)).map(withDay);
    return {
      role,
      people: people.filter((person) => person.roles.includes(role)).map(({ name }) => name),
      overdue: free.filter(({ day }) => day < today),
      week: free.filter(({ day }) => day >= today),
      blocked,
    };
  });
  const eachRows = due.filter(isEach).map((item) => {
    const { done, missing } = each.get(item.id) ?? { done: [], missing: [] };
    return { ...withDay(item), done: done.length, of: doers(item).length, missing };
  });
  const late = due.filter((item) => dayOf(item) < today).length;
  return {
    roles: rows.filter(({ overdue, week, blocked }) => overdue.length + week.length + blocked.length > 0),
    each: eachRows,
    counts: { overdue: late, week: due.length - late, blocked: rows.flatMap(({ blocked }) => blocked).length },
  };
}

/**
 * The counts in words.
 * @param {Monday["counts"]} counts
 * @param {string} late such as "overdue"
 */
export const countsWords = ({ overdue, week, blocked }, late) =>
  `${overdue} ${late}, ${week} due this week; ${blocked} of them ${blocked === 1 ? "waits" : "wait"} for others`;
