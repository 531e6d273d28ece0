// Progress as one file, and back. Pure. A file that is not a backup is refused with a reason; no entry is dropped silently.

import { cleanLine } from "../base/clean-text.mjs";
import { areArrivals } from "./arrivals.mjs";
import { canonical, entryCheck, is, readPeople, tableFault, textUpTo, UNREADABLE } from "./entry-check.mjs";
import { MOST } from "./entry-done.mjs";
import { asText, byText, isId, isMoment, isTable, readEntry } from "./entry-form.mjs";
import { inCurrentPlaces } from "./merging.mjs";
import { isOfName, ownerOf, personOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Stamp} Stamp
 * @typedef {import("./view.mjs").People} People
 * @typedef {import("./merging.mjs").Progress} Progress
 * @typedef {(id: string) => boolean} IsKnown Whether the guide has an item of this id.
 * @typedef {import("./arrivals.mjs").Arrival} Arrival
 * @typedef {{ progress: Progress, plan?: string | null, people?: People, arrivals?: Arrival[], unreadable?: unknown[], isKnown?: IsKnown }} Held
 *   What a browser holds.
 * @typedef {object} Backup
 * @property {string} made
 * @property {string} by
 * @property {string} replica
 * @property {People} people
 * @property {Progress} progress
 * @property {Arrival[]} arrivals
 * @property {string | null} plan
 * @property {string} unreadable
 * @typedef {{ problem: string }} Refusal In words that begin with what the file is.
 */

export const LARGEST = 5_000_000; // bytes; ten times a full backup with a page of notes on every item

// What a file may hold: the items of the guide and each person's own of a large firm, and what keeps the page quick.
const FILE = { items: 10_000, answers: 12_000, signatures: 30_000, plan: 100_000, unreadable: 500_000 };
// What a merge or a restore may leave in a browser: so much less that whatever its owner adds can be saved and read again.
const ROOM = { unknown: 1000, own: 6000, answers: 8000, signatures: 20_000, others: 150, people: 500, text: 3_000_000 };

const KIND = "transition-progress";
// Format 2 has `arrivals`, and ticks say their `day`. A page that knows only format 1 says so.
const VERSION = 2;
const READS = [1, 2];
const DAY = 24 * 60 * 60 * 1000;

const dayAfter = (/** @type {string} */ moment) => new Date(Date.parse(moment) + DAY).toISOString();

/**
 * The name contains that of the person and a part of the browser's own, so that no file replaces another person's in a shared
 * folder: names can be the same, or missing.
 * @param {string} day
 * @param {string} by
 * @param {string} replica
 */
export function fileName(day, by, replica) {
  return [KIND, slug(by), slug(replica).replaceAll("-", "").slice(0, 4), `${day}.json`].filter(Boolean).join("-");
}

/**
 * Small letters of any script, digits and hyphens; "" for a name without any. Accents go where a letter is left without them;
 * capitals in between turn a sharp s into two letters.
 * @param {string} name
 */
function slug(name) {
  const plain = name.normalize("NFKD").replace(/(\p{Script=Latin})\p{M}+/gu, "$1").normalize("NFC").toUpperCase().toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 40).replace(/^-|-$/g, "");
}

/**
 * `made` {now, r, by} says when, in which browser and by whom; the file says the latest moment in it where a clock was ahead.
 * `unreadable` is what storage holds that has not the form of an entry; it goes along as a text.
 * So do entries that are too many; those of the guide, by `isKnown`, never are.
 * @param {Held} held
 * @param {Stamp} made
 */
export function backupText({ progress, plan, people, arrivals = [], unreadable = [], isKnown = () => false }, { now, r, by }) {
  const { kept, left } = withinForm(inCurrentPlaces(progress, { places: {}, retired: {} }, r), isKnown);
  const checklists = [...kept].map(([place, items]) => ({
    checklist: place,
    items: Object.fromEntries([...items].map(([id, entry]) => [id, { ...entry, seen: entry.seen ?? {} }])),
  }));
  const isLong = (plan ?? "").length > FILE.plan;
  const rest = [...unreadable, ...left, ...(isLong ? [{ plan }] : [])];
  const last = latestMoment([...kept.values()].flatMap((items) => [...items.values()]));
  const replica = ownerOf(r);
  const file = { kind: KIND, version: VERSION, made: last > dayAfter(now) ? last : now, by: by ?? "", replica, people: by ? { ...people, [replica]: by } : { ...people } };
  Object.assign(file, { checklists, arrivals, plan: isLong ? null : (plan ?? null) }, rest.length && { unreadable: cut(rest.map(asText).join("\n")) });
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * @param {Progress} progress
 * @param {IsKnown} isKnown
 * @returns {{ kept: Progress, left: { checklist: string, id: string, entry: Entry }[] }}
 */
function withinForm(progress, isKnown) {
  const kept = new Map();
  const left = [];
  let unknown = 0;
  for (const [place, items] of progress) {
    kept.set(place, new Map());
    for (const [id, entry] of items) {
      unknown += isKnown(id) ? 0 : 1;
      if (isKnown(id) || unknown <= ROOM.unknown) kept.get(place).set(id, entry);
      else left.push({ checklist: place, id, entry });
    }
  }
  return { kept, left };
}

const cut = (/** @type {string} */ text) => (text.length > FILE.unreadable ? `${text.slice(0, FILE.unreadable)}\n(and ${text.length - FILE.unreadable} characters more)` : text);

/**
 * The latest moment in some entries.
 * @param {Entry[]} entries
 */
function latestMoment(entries) {
  const moments = entries.flatMap((entry) => {
    const changes = /** @type {{ at?: string, when?: string }[]} */ ([entry, entry.evidence, ...(entry.others ?? [])].filter(Boolean));
    return [...changes.flatMap(({ at = "", when = "" }) => [at, when]), ...Object.values(entry.seen ?? {})];
  });
  return moments.reduce((last, moment) => (moment > last ? moment : last), "");
}

/**
 * What a file holds, or why it is refused.
 * @param {string} text
 * @returns {(Backup & { problem?: undefined }) | Refusal}
 */
export function readBackup(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return refused("It is not a backup of this guide, or it was cut short.");
  }
  if (!isTable(file) || file.kind !== KIND) return refused("It is not a backup of this guide.");
  if (!READS.includes(file.version)) {
    const words = Number.isInteger(file.version) ? `format ${file.version}` : "a format without a number";
    return {
      problem: `It was saved by another version of this guide (${words}; this page reads format ${READS.join(" and ")}). Open it in the guide it comes from, or ask whoever hosts this one to update it.`,
    };
  }
  const damage = damageOf(file);
  if (damage) return { problem: `It is damaged: ${damage}. Nothing was taken from it. Use another backup.` };
  const entries = (/** @type {Record<string, unknown>} */ items) => new Map(Object.entries(items).map(([id, entry]) => [id, readEntry(entry)]));
  /** @type {{ checklist: string, items: Record<string, unknown> }[]} */
  const checklists = file.checklists;
  const progress = new Map(checklists.map(({ checklist, items }) => [checklist, entries(items)]));
  const { made, by, replica, people, arrivals = [], plan, unreadable = "" } = file;
  return { made, by: cleanLine(by), replica, people: readPeople(people), progress, arrivals, plan, unreadable };
}

/** @param {string} words */
function refused(words) {
  return { problem: `${words} Choose a file that this page has saved; its name begins with ${KIND}.` };
}

const TEXT = textUpTo(LARGEST);
const NAME = textUpTo(MOST.name);

/** @type {import("./entry-check.mjs").Checks} */
const FORM = {
  kind: TEXT,
  version: is(Number.isInteger),
  made: is(isMoment),
  by: NAME,
  replica: is(isId),
  people: (people) => {
    if (!isTable(people)) return UNREADABLE;
    const pairs = Object.entries(people);
    if (pairs.length > MOST.people) return `has more than ${MOST.people} names`;
    return pairs.every(([r, name]) => isId(r) && !NAME(name)) ? "" : UNREADABLE;
  },
  checklists: is(Array.isArray),
  arrivals: is((arrivals) => arrivals === undefined || areArrivals(arrivals)),
  plan: (plan) => (plan === null ? "" : textUpTo(FILE.plan)(plan)),
  unreadable: (text) => (text === undefined ? "" : TEXT(text)),
};
const LIST = { checklist: is(isId), items: is(isTable) };

/** @param {Record<string, any>} file */
function damageOf(file) {
  const fault = tableFault(file, FORM);
  if (fault) return fault;
  const faultOf = entryCheck(dayAfter(file.made));
  const count = { items: 0, answers: 0, signatures: 0 };
  for (const list of file.checklists) {
    const wrong = isTable(list) ? tableFault(list, LIST) : "it";
    if (wrong) return `one of its checklists cannot be read: ${wrong}`;
    for (const [id, entry] of Object.entries(list.items)) {
      const where = `the item "${cleanLine(id).slice(0, 60)}"`;
      if (!isId(id)) return `${where} has an id that no guide has`;
      const fault = faultOf(entry);
      if (fault) return `${where}: ${fault}`;
      count.items += 1;
      count.answers += entry.others?.length ?? 0;
      count.signatures += Object.keys(entry.seen).length;
      const much = /** @type {(keyof typeof count)[]} */ (Object.keys(count)).find((key) => count[key] > FILE[key]);
      if (much) return `it holds more than ${FILE[much]} ${much}`;
    }
  }
  const places = file.checklists.map((/** @type {{ checklist: string }} */ { checklist }) => checklist);
  return new Set(places).size < places.length ? "it holds the same checklist twice" : "";
}

/**
 * Why this state would be too much to be saved and read again, in words; "" where it is not.
 * @param {Held & { people: People, isKnown: IsKnown }} held
 * @param {Stamp} made
 */
export function excess({ progress, plan, people, isKnown }, made) {
  const entries = [...progress.values()].flatMap((items) => [...items]);
  const unknown = entries.filter(([id]) => !isKnown(id)).length;
  if (unknown > ROOM.unknown) return `It would leave ${unknown} entries for items that are not in this guide; this page keeps at most ${ROOM.unknown}.`;
  const own = entries.filter(([id]) => personOf(id)).length;
  if (own > ROOM.own) return `It would leave ${own} ticks of single persons; this page keeps at most ${ROOM.own}.`;
  const full = entries.find(([, { others = [] }]) => others.length > ROOM.others);
  if (full) return `It would leave more than ${ROOM.others} answers to the item ${full[0]}; settle some of them first.`;
  const answers = entries.reduce((sum, [, { others = [] }]) => sum + others.length, 0);
  if (answers > ROOM.answers) return `It would leave more than ${ROOM.answers} answers on which people disagree; settle some of them first.`;
  const signatures = entries.reduce((sum, [, { seen = {} }]) => sum + Object.keys(seen).length, 0);
  if (signatures > ROOM.signatures) return `It would leave the signatures of too many browsers: ${signatures} for all items; this page keeps at most ${ROOM.signatures}.`;
  if (Object.keys(people).length > ROOM.people) return `It would leave the names of more than ${ROOM.people} browsers.`;
  const text = backupText({ progress, plan, people, isKnown }, made);
  return text.length > ROOM.text ? "It would leave more text than this page can save and read again." : "";
}

/**
 * Equal for equal progress, plan and changed names: tells whether anything has changed since a backup.
 * @param {Pick<Held, "progress" | "plan" | "people">} held
 */
export function fingerprint({ progress, plan, people = {} }) {
  const held = [...progress].filter(([, items]) => items.size).map(([place, items]) => /** @type {const} */ ([place, Object.fromEntries(items)]));
  const changed = Object.entries(people).filter(([id]) => isOfName(id)).sort(([a], [b]) => byText(a, b));
  const all = canonical([held.sort(([a], [b]) => byText(a, b)), plan ?? null, ...changed]);
  let hash = 5381;
  for (const character of all) hash = (Math.imul(hash, 33) ^ /** @type {number} */ (character.codePointAt(0))) >>> 0;
  return `${all.length}-${hash.toString(36)}`;
}

const WEEK = 7 * DAY;

/**
 * Whether a reminder is due: a week since the last backup, or since the first change without any, and something is new.
 * @param {{ last?: string, first?: string, changed: boolean, now: string }} times
 */
export function isBackupDue({ last, first, changed, now }) {
  const since = (last && last <= dayAfter(now) ? last : undefined) ?? first; // one of a clock that was ahead says nothing
  return Boolean(since && changed && Date.parse(now) - Date.parse(since) >= WEEK);
}

/**
 * The moment of the earliest change that is still there.
 * @param {Progress} progress
 * @returns {string | undefined}
 */
export function firstChange(progress) {
  const moments = [...progress.values()].flatMap((items) => [...items.values()].map((entry) => entry?.at ?? entry?.evidence?.at));
  return moments.filter(isMoment).sort(byText)[0];
}
