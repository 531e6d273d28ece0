// What the people of the firm have ticked of an item that each of them does: who has, who is missing. Pure.

import { closeEntry, openEntry } from "./entry-form.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { idOfName, nameKey, nameNow, nameOf, personId, personOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./view.mjs").People} People
 * @typedef {import("./view.mjs").View} View
 * @typedef {{ name: string, view: View }} Member `name` is "" for somebody who typed none.
 * @typedef {object} Group
 * @property {View} firm the tick and the note for the firm as a whole
 * @property {Member[]} members everybody who has ticked, taken back a tick or written a note
 * @property {string[]} done names of those who have ticked, the expected ones first and in their order
 * @property {string[]} missing names of those who are expected and have not
 * @property {number} of how many are expected; 0 where nobody is named
 * @property {boolean} isDone
 */

/** Ids by their names: those of a firm are compared with each entry. @type {Map<string, string>} */
const ids = new Map();

function idOf(/** @type {string} */ name) {
  const id = ids.get(name) ?? idOfName(name);
  ids.set(name, id);
  return id;
}

/**
 * The name of the person in the id of an entry: their own in it, or one that is known here; the one of today, where it changed.
 * @param {string} id
 * @param {Entry | undefined} entry
 * @param {string[]} names
 * @param {People} known names by browsers
 */
export function memberName(id, entry, names, known) {
  const person = personOf(id);
  const today = nameOf(person, known);
  if (today) return today;
  const { ticks, notes } = openEntry(entry, "");
  const signed = [...ticks.map(({ by }) => by), ...notes.flatMap(({ writer, by }) => [writer, by])];
  return [...names, ...Object.values(known), ...signed].find((name) => name && idOf(name) === person) ?? "";
}

/**
 * @param {Map<string, Entry>} items the entries of a checklist
 * @param {string} id of the item
 * @param {{ people: string[], known: People }} given `people`: names of those who are to tick it
 * @returns {Group}
 */
export function groupOf(items, id, { people, known }) {
  /** @type {Map<string, { name: string, entries: Entry[] }>} */
  const found = new Map();
  for (const [each, entry] of items) {
    if (!each.startsWith(`${id}:`)) continue;
    const name = memberName(each, entry, people, known);
    const key = nameKey(name) || each;
    const member = found.get(key) ?? { name, entries: [] };
    // What somebody ticked before they typed a name, or under an earlier one, comes after what they ticked under it.
    if (personOf(each) === idOfName(name)) member.entries.unshift(entry);
    else member.entries.push(entry);
    found.set(key, member);
  }
  const members = [...found.values()].map(({ name, entries }) => ({ name, view: view(topmost(entries), "", known) }));
  members.sort((a, b) => nameKey(a.name).localeCompare(nameKey(b.name), "en"));
  const firm = view(items.get(id), "", known);
  const ticked = members.filter(({ view }) => view.done);
  const has = new Set(ticked.map(({ name }) => nameKey(name)));
  const open = members.filter(({ view }) => view.ticks.length && !view.done).map(({ name }) => name);
  const isOpen = new Set(open.map(nameKey));
  const isMissing = (/** @type {string} */ key) => (firm.done ? isOpen.has(key) : !has.has(key));
  const missing = people.filter((name) => isMissing(nameKey(name)));
  const isExpected = new Set(people.map(nameKey));
  const expected = people.filter((name) => has.has(nameKey(name)));
  const others = ticked.map(({ name }) => name).filter((name) => !isExpected.has(nameKey(name)));
  const isDone = people.length ? !missing.length : (firm.done || ticked.length > 0) && !open.length;
  return { firm, members, done: [...expected, ...others], missing, of: people.length, isDone: isDone && !hasDisagreement(firm) };
}

/**
 * The first that has a tick, and the first that has a note.
 * @param {Entry[]} entries
 */
function topmost(entries) {
  const layers = entries.map((entry) => openEntry(entry, ""));
  const [ticks, notes] = [layers.find(({ ticks }) => ticks[0]), layers.find(({ notes }) => notes[0])];
  return closeEntry({ ticks: ticks?.ticks ?? [], notes: notes?.notes ?? [], seen: new Map(), more: "" });
}

/**
 * Whose tick an item of a role waits for: everybody's, or those with the role.
 * @param {{ name: string, roles: string[] }[]} people
 * @param {string} role
 */
export const namesOfRole = (people, role) => people.filter(({ roles }) => role === "everyone" || roles.includes(role)).map(({ name }) => name);

/**
 * How many have ticked, such as "9 of 14", or who where nobody is expected by name.
 * @param {Group} group
 */
export function countWords({ firm, done, missing, of }) {
  if (firm.done) return "For the whole firm";
  if (of) return `${of - missing.length} of ${of}`;
  return done.length ? `${done.length}: ${namesWords(done)}` : "Nobody";
}

/**
 * Names in a row; those of people without one are counted.
 * @param {string[]} names
 */
export function namesWords(names) {
  const without = names.filter((name) => !name).length;
  return [...names.filter(Boolean), without && `${without} without a name`].filter(Boolean).join(", ");
}

const MOST_MISSING = 20;

/**
 * Who is missing, in a cell of a table: a few by name, and how many more. Monday's page and the list of arrivals have all.
 * @param {string[]} names
 */
export function missingWords(names) {
  const rest = names.length - MOST_MISSING;
  return rest > 0 ? `${namesWords(names.slice(0, MOST_MISSING))} and ${rest} more` : namesWords(names);
}
