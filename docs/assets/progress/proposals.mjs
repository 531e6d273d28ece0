// What restoring a backup or merging several would do, in words, and what to store for it.

import { momentLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { arrivalsOf, isLaterDay, withArrivals } from "./arrivals.mjs";
import { excess } from "./backup.mjs";
import { planChoice, planRow, previewTable, renamedRows, renameQuestion } from "./change-preview.mjs";
import { copyWords, mergedWords, previewWords } from "./disagreement-words.mjs";
import { memberName } from "./group.mjs";
import { credible, isOfCopy, signedApart } from "./credible.mjs";
import { mergingAll } from "./merging.mjs";
import { restored, visibleChanges } from "./restoring.mjs";
import { newReplica, stamp } from "./ticking.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { nameKey, nameNow, ownerOf, personId, personOf } from "./persons.mjs";
import { askedOf, joinedNames, renamed } from "./renaming.mjs";
import { storeTogether } from "./storing.mjs";
import { isPlausible } from "./tick-words.mjs";

/**
 * @typedef {import("./arrivals.mjs").Arrival} Arrival
 * @typedef {import("./files-part.mjs").Chosen} Chosen
 * @typedef {import("./files-part.mjs").Kind} Kind
 * @typedef {import("./files-part.mjs").Proposal} Proposal
 * @typedef {import("./restoring.mjs").Change} Change
 * @typedef {import("./view.mjs").People} People
 * @typedef {import("./merging.mjs").Progress} Progress
 */

const plan = storage("plan");
const peopleStore = storage("people");

const about = (/** @type {Chosen} */ { file, made, by, unreadable }) =>
  `${file}, saved ${momentLabel(made)}${isPlausible(made) ? "" : " (by a clock that was wrong)"}${by ? " by " : ", unsigned"}${by}${unreadable ? "; it also holds text under “unreadable” that this page does not take" : ""}`;

/**
 * The whole proposal where taking a file would leave more than can be saved again.
 * @param {string} problem
 * @returns {Proposal}
 */
const refusal = (problem) => ({ shown: [element("p", { className: "tg-warning" }, `${problem} Nothing was taken.`)], changes: 0 });

/**
 * A file names its own browser, unless that is known under another name, and others that have no name here yet; never this one.
 * @param {People} known
 * @param {Chosen[]} files
 * @param {string} me
 * @returns {People}
 */
function namesWith(known, files, me) {
  const all = joinedNames(known, files.map((file) => file.people));
  const isSame = (/** @type {Chosen} */ { replica, by }) => by && nameKey(nameNow(known[replica] ?? by, all)) === nameKey(nameNow(by, all));
  const owners = files.filter(isSame).map(({ replica, by }) => ({ [replica]: by })).reverse(); // the first of several is the last word
  const names = Object.assign(all, ...owners);
  const { [me]: mine, ...others } = names;
  return Object.hasOwn(known, me) ? { ...others, [me]: known[me] } : others;
}

/**
 * Stores what a restore or a merge brings: entries, the plan, names, whose progress has come.
 * @param {Change[]} found
 * @param {string | null} wantedPlan
 * @param {People} names
 * @param {Arrival[]} come
 */
function storing(found, wantedPlan, names, come) {
  const entries = found.map(({ place, id, after }) => ({ place, id, entry: after }));
  const texts = [{ store: peopleStore, text: JSON.stringify(names) }, withArrivals(come)];
  if (wantedPlan !== null && wantedPlan !== plan.read()) texts.push({ store: plan, text: wantedPlan });
  return storeTogether(entries, texts);
}

/** @type {Kind} */
export async function restoring({ guide, home, current }, [file], tell) {
  await tell("Comparing", 0);
  const before = current();
  const me = stamp();
  const after = restored(before.progress, credible(home(file.progress), before.progress, me.r), me);
  const found = visibleChanges(before.progress, after, me.r);
  const wanted = file.plan ?? before.plan;
  const names = namesWith(before.people, [file], ownerOf(me.r));
  const come = file.replica === ownerOf(me.r) ? file.arrivals : [...arrivalsOf([{ ...file, arrivals: [] }], me.now, []), ...file.arrivals];
  const problem = excess({ ...before, progress: after, plan: wanted, people: names }, me);
  if (problem) return refusal(problem);
  const rows = [...rowsOf(found, guide, names), ...renamedRows(before.people, names, after), ...planRow(before.plan, wanted)];
  const reopened = found.filter(({ before, after }) => view(before).done && !view(after).done).length;
  /** @type {HTMLElement[]} */
  const shown = [element("p", {}, `${about(file)}.`)];
  if (rows.length) shown.push(element("p", {}, "Restoring it would change:"), previewTable(rows, names));
  else shown.push(element("p", {}, "Nothing would change: this browser already has the same."));
  if (reopened) {
    const words = `${plural(reopened, "item")} ticked since then would be open again. To keep both, use Merge below with the same file.`;
    shown.push(element("p", { className: "tg-warning" }, words));
  }
  return {
    shown,
    changes: rows.length,
    button: "Restore this backup",
    words: `Restored from ${file.file}: ${plural(rows.length, "change")}.`,
    store: () => storing(found, wanted, names, come),
  };
}

/** @type {Kind} */
export async function merging({ guide, home, current, people }, files, tell, preview) {
  const number = plural(files.length, "file");
  await tell(`Comparing ${number}`, 0);
  const before = current();
  const me = stamp();
  const { r } = me;
  const own = ownerOf(r);
  /** @type {Chosen[]} */
  const copies = [];
  const theirs = [];
  /** @type {string[]} */
  const lines = [];
  const planned = people().map(({ name }) => name);
  const asked = renameQuestion(askedOf(files, before.people, { people: planned, replica: own, by: me.by }));
  const names = asked.chosen(preview).reduce((known, { before, now }) => renamed(known, before, now), namesWith(before.people, files, own));
  const key = (/** @type {string} */ name) => nameKey(nameNow(name, names));
  const owners = { ...before.people };
  for (const file of files) {
    const { replica, by } = file;
    await tell(`Comparing ${number}: ${file.file}`, theirs.length / files.length / 2);
    const isShared = by && replica !== own && key(owners[replica] ?? by) !== key(by);
    owners[replica] ??= by;
    const progress = isShared ? signedApart(home(file.progress), replica, personId({ by, r: replica })) : home(file.progress);
    if (file.replica === own && isOfCopy(progress, before.progress, r)) copies.push(file);
    theirs.push(credible(progress, before.progress, r));
    lines.push(`${about(file)}: ${contents(file)}`);
  }
  const words = `Merging ${number}`;
  const after = await throughout(mergingAll([before.progress, ...theirs], r), (share) => tell(words, 0.5 + share / 2));
  await tell(words, 1);
  const found = visibleChanges(before.progress, after, r);
  await tell(words, 1);
  // Store also the entries that look the same: who has seen what may have changed.
  const all = [...after].flatMap(([place, items]) => [...items].map(([id, entry]) => ({ place, id, after: entry })));
  const plans = planChoice(before.plan, files);
  const wanted = plans.chosen(preview);
  const problem = excess({ ...before, progress: after, plan: wanted, people: names }, me);
  if (problem) return refusal(problem);
  await tell(words, 1);
  const rows = [...rowsOf(found, guide, names), ...renamedRows(before.people, names, after), ...(plans.choice ? [] : planRow(before.plan, wanted))];
  const disputed = found.filter(({ after }) => hasDisagreement(view(after))).length;
  const come = arrivalsOf(files.filter(({ replica }) => replica !== own || copies.length), me.now, planned);
  const isNewer = isLaterDay(before.arrivals, come);
  const warning = (/** @type {string} */ words) => element("p", { className: "tg-warning" }, words);
  /** @type {HTMLElement[]} */
  const shown = [element("ul", {}, ...lines.map((line) => element("li", {}, line)))];
  if (copies.length) shown.push(warning(copyWords(copies.map(({ file }) => file))));
  if (disputed) shown.push(warning(previewWords(disputed)));
  if (rows.length) shown.push(element("p", {}, "Merging would change:"), previewTable(rows, names));
  shown.push(...[asked.choice, plans.choice].filter((each) => each !== undefined));
  if (!rows.length && !asked.choice && !plans.choice) {
    const also = isNewer ? " Merging notes up to which day you have their progress." : "";
    shown.push(element("p", {}, `Nothing would change on the lists: this browser already has all of it.${also}`));
  }
  return {
    shown,
    changes: rows.length || asked.choice || plans.choice || isNewer || copies.length,
    button: `Merge ${number}`,
    words: [`Merged ${number}: ${plural(found.length, "item")} changed.`, disputed && mergedWords(disputed)].filter(Boolean).join(" "),
    store() {
      const stored = storing(all, wanted, { ...names, ...(copies.length && me.by ? { [own]: me.by } : {}) }, come);
      if (copies.length && stored.kept !== "refused") newReplica();
      return stored;
    },
  };
}

/**
 * @param {Change[]} found
 * @param {import("./progress-page.mjs").Page["guide"]} guide
 * @param {People} names
 */
function rowsOf(found, { itemOf }, names) {
  return found.map((each) => {
    const person = personOf(each.id) ? { person: memberName(each.id, each.after, [], names) } : {};
    return { ...each, item: itemOf(each.id), ...person };
  });
}

/**
 * The result of a generator that says now and then how far it is.
 * @template T
 * @param {Generator<number, T>} steps
 * @param {(share: number) => Promise<void>} tell
 */
async function throughout(steps, tell) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await tell(value);
  }
}

/** @param {Chosen} file */
function contents({ progress }) {
  const views = [...progress.values()].flatMap((items) => [...items.values()].map((entry) => view(entry)));
  return `${views.filter((each) => each.done).length} ticked, ${views.filter((each) => each.evidence).length} with a name, date or note`;
}
