// Progress as one file, and back. Pure. A file that is not a backup is refused with a reason; no entry is dropped silently.

import { inCurrentPlaces, canonical, isMoment, isTable } from "./merging.mjs";

export const LARGEST = 5_000_000; // bytes; ten times a full backup with a page of notes on every item
const KIND = "transition-progress";
const VERSION = 1;

const isText = (value) => typeof value === "string" && value.length <= 20_000;
const isStamp = (value) => value === "" || (isMoment(value) && value < "2100"); // nothing of ours could come after 9999
const optional = (check) => (value) => value === undefined || check(value);

// The name contains that of the person, so that no file replaces another person's in a shared folder.
export function fileName(day, by = "") {
  return [KIND, slug(by), `${day}.json`].filter(Boolean).join("-");
}

// ASCII small letters, digits and hyphens; "" for a name without any. Capitals in between turn a sharp s into two letters.
function slug(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-|-$/g, "");
}

// `day` is a date such as 2027-01-14; `made` {now, r, by} says when, in which browser and by whom.
export function backupText({ progress, plan, people }, { now, r, by }) {
  const checklists = [...inCurrentPlaces(progress, { places: {}, retired: {} }, r)].map(([place, items]) => ({
    checklist: place,
    items: Object.fromEntries([...items].map(([id, entry]) => [id, { ...entry, seen: entry.seen ?? {} }])),
  }));
  const named = by ? { ...people, [r]: by } : { ...people };
  const file = { kind: KIND, version: VERSION, made: now, by: by ?? "", replica: r, people: named, checklists, plan: plan ?? null };
  return `${JSON.stringify(file, null, 1)}\n`;
}

// {made, by, replica, progress, plan}, or {problem} in words that begin with what the file is.
export function readBackup(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return refused("It is not a backup of this guide, or it was cut short.");
  }
  if (!isTable(file) || file.kind !== KIND) return refused("It is not a backup of this guide.");
  if (file.version !== VERSION) {
    const words = Number.isInteger(file.version) ? `format ${file.version}` : "a format without a number";
    return {
      problem: `It was saved by another version of this guide (${words}; this page reads format ${VERSION}). Open it in the guide it comes from, or ask whoever hosts this one to update it.`,
    };
  }
  const damage = damageOf(file);
  if (damage) return { problem: `It is damaged: ${damage}. Nothing was taken from it. Use another backup.` };
  const progress = new Map(file.checklists.map(({ checklist, items }) => [checklist, new Map(Object.entries(items))]));
  const { made, by, replica, people, plan } = file;
  return { made, by, replica, people, progress, plan };
}

function refused(words) {
  return { problem: `${words} Choose a file that this page has saved; its name begins with ${KIND}.` };
}

function damageOf(file) {
  if (!isMoment(file.made)) return "it does not say when it was made";
  if (!isText(file.by) || !isText(file.replica) || !file.replica) return "it does not say who made it";
  if (!isTable(file.people) || !Object.values(file.people).every(isText)) return "the names in it cannot be read";
  if (file.plan !== null && !(typeof file.plan === "string")) return "its plan cannot be read";
  if (!Array.isArray(file.checklists)) return "it has no checklists";
  for (const list of file.checklists) {
    if (!isTable(list) || !isText(list.checklist) || !list.checklist || !isTable(list.items)) return "one of its checklists cannot be read";
    for (const [id, entry] of Object.entries(list.items)) {
      const field = faultOf(entry);
      if (field) return `"${field}" of the item "${id.slice(0, 60)}" cannot be read`;
    }
  }
  const places = file.checklists.map(({ checklist }) => checklist);
  return new Set(places).size < places.length ? "it holds the same checklist twice" : "";
}

const STAMP = { at: isStamp, r: (r) => isText(r) && r !== "" };
const TICK = { done: (done) => typeof done === "boolean", by: optional(isText), when: optional(isStamp), ...STAMP };
const SAID = { by: isText, on: isText, note: isText, writer: optional(isText), when: optional(isStamp), ...STAMP };

function faultOf(entry) {
  if (!isTable(entry)) return "entry";
  const wrong = (change, fields) => Object.keys(fields).find((field) => !fields[field](change[field]));
  if ("done" in entry) {
    const field = wrong(entry, TICK);
    if (field) return field;
  }
  if (!isTable(entry.seen) || !Object.values(entry.seen).every(isStamp)) return "seen";
  if (entry.evidence !== undefined && (!isTable(entry.evidence) || wrong(entry.evidence, SAID))) return "evidence";
  const others = entry.others ?? [];
  const readable = (change) => isTable(change) && !wrong(change, "done" in change ? TICK : SAID);
  return Array.isArray(others) && others.every(readable) ? "" : "others";
}

// Equal for equal progress and plan: tells whether anything has changed since a backup.
export function fingerprint({ progress, plan }) {
  const held = [...progress].filter(([, items]) => items.size).map(([place, items]) => [place, Object.fromEntries(items)]);
  const all = canonical([held.sort(), plan ?? null]);
  let hash = 5381;
  for (const character of all) hash = (Math.imul(hash, 33) ^ character.codePointAt(0)) >>> 0;
  return `${all.length}-${hash.toString(36)}`;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

// Whether a reminder is due: a week since the last backup, or since the first change without any, and something is new.
export function isBackupDue({ last, first, changed, now }) {
  const since = last ?? first;
  return Boolean(since && changed && Date.parse(now) - Date.parse(since) >= WEEK);
}

// The moment of the earliest change that is still there.
export function firstChange(progress) {
  const moments = [...progress.values()].flatMap((items) => [...items.values()].map((entry) => entry?.at ?? entry?.evidence?.at));
  return moments.filter(isMoment).sort()[0];
}
