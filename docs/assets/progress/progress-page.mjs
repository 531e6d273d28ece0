// The page that backs up, restores and merges. Its only state is the files that someone has just chosen; it reads everything
// else from storage whenever it shows it. Its parts follow in the page, each under a heading.

import { cleanLine } from "../base/clean-text.mjs";
import { dayOf, momentLabel } from "../base/days.mjs";
import { download, element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { guideData } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { storage, ticksAt } from "../base/storage.mjs";
import { arrivalsOf, isLaterDay, noteArrivals, storedArrivals, watchArrivals } from "./arrivals.mjs";
import { showArrivals } from "./arrivals-table.mjs";
import { backupText, excess, fileName, LARGEST, readBackup } from "./backup.mjs";
import { planChoice, planRow, previewTable } from "./change-preview.mjs";
import { mergedWords, previewWords } from "./disagreement-words.mjs";
import { showDisagreements } from "./disagreements.mjs";
import { loadFirmPeople } from "./firm-people.mjs";
import { backupState, noteBackup, watchBackup } from "./last-backup.mjs";
import { ownerOf } from "./entry-form.mjs";
import { credible, hasDisagreement, inCurrentPlaces, mergedProgress, restored, view, visibleChanges } from "./merging.mjs";
import { offerPersistence } from "./persistent-storage.mjs";
import { isStorageRefused, parsedObject, storedPeople, storedProgress, storeWithUndo, unreadableEntries } from "./stored-progress.mjs";
import { stamp } from "./ticks.mjs";

/**
 * @typedef {import("./arrivals.mjs").Arrival} Arrival
 * @typedef {import("./merging.mjs").Change} Change
 * @typedef {import("./merging.mjs").People} People
 * @typedef {import("./merging.mjs").Progress} Progress
 * @typedef {Awaited<ReturnType<typeof guideData>>} Guide
 * @typedef {(text: string, undo?: () => void) => void} Say Says what was done, and offers to undo it.
 * @typedef {object} Page
 * @property {HTMLElement} root
 * @property {Guide} guide
 * @property {(progress: Progress) => Progress} home entries where the guide has its items today
 * @property {() => { progress: Progress, plan: string | null, people: People, arrivals: Arrival[], isKnown: (id: string) => boolean }} current
 * @property {() => import("./firm-people.mjs").Person[]} people those of the firm, as far as they are known
 * @property {() => void} show
 *
 * @typedef {import("./backup.mjs").Backup & { file: string }} Chosen A backup with the name of its file.
 * @typedef {object} Proposal What a restore or a merge would do.
 * @property {HTMLElement[]} shown
 * @property {unknown} changes truthy where there is something to apply, with the three that follow
 * @property {string} [button]
 * @property {string} [words] what to say once it is stored
 * @property {() => () => void} [store] returns what puts everything back
 * @typedef {(page: Page, files: Chosen[], preview?: HTMLElement) => Proposal} Kind `preview` is where a question is answered.
 */

const plan = storage("plan");
const name = storage("name");
const people = storage("people");
const arrivals = storage("arrivals");

const MOST_LISTED = 200;

/**
 * Each makes its part of the page and returns what shows it.
 * @type {Record<string, (page: Page, box: HTMLElement) => () => void>}
 */
const PARTS = {
  backup: backupPart,
  restore: (page, box) => filesPart(page, box, restoring),
  merge: (page, box) => filesPart(page, box, merging),
  arrivals: showArrivals,
  disagreements: (page, box) => showDisagreements(page, box, outcome(box)),
};
/** @type {Guide} */
const NO_GUIDE = { items: new Map(), places: {}, retired: {}, known: [] };

/** @param {HTMLElement} root */
export function start(root) {
  Promise.all([guideData(), loadFirmPeople()]).then(
    ([guide, firmPeople]) => open(root, guide, firmPeople, Object.keys(PARTS)),
    () => {
      part(root, "failed").hidden = false;
      open(root, NO_GUIDE, () => [], ["backup"]);
    },
  );
}

/**
 * @param {HTMLElement} root
 * @param {Guide} guide
 * @param {Page["people"]} firmPeople
 * @param {string[]} names of parts
 */
function open(root, guide, firmPeople, names) {
  const home = (/** @type {Progress} */ progress) => inCurrentPlaces(progress, guide, stamp().r);
  const isKnown = (/** @type {string} */ id) => guide.items.has(id);
  const current = () => ({ progress: home(storedProgress(guide.known)), plan: plan.read() || null, people: storedPeople(), arrivals: storedArrivals(), isKnown });
  /** @type {(() => void)[]} */
  const renderers = [];
  const page = { root, guide, home, current, people: firmPeople, show: () => renderers.forEach((each) => each()) };

  for (const name of names) {
    const box = find(document, `[data-part="${name}"]`);
    /** @type {(() => void) | undefined} */
    let show;
    renderers.push(onItsOwn(box, () => (show ??= PARTS[name](page, box))()));
    box.hidden = false;
  }
  if (names.length > 1) renderers.push(onItsOwn(root, () => showProgress(page)));
  for (const place of guide.known) ticksAt(place).watch(page.show);
  for (const { watch } of [plan, name, people]) watch(page.show);
  watchBackup(page.show);
  watchArrivals(page.show);
  page.show();
}

/**
 * What shows a part, or says that it could not: an error in one part leaves the others, and with them a backup, within reach.
 * @param {HTMLElement} box
 * @param {() => void} render
 */
function onItsOwn(box, render) {
  const warning = element("p", { className: "tg-warning", hidden: true });
  box.prepend(warning);
  return () => {
    try {
      render();
      warning.hidden = true;
    } catch (error) {
      warning.hidden = false;
      warning.textContent = `This part of the page cannot be shown: ${cleanLine(String(error)).slice(0, 200)}. A backup can still be saved; please report this.`;
    }
  };
}

/** @param {Page} page */
function showProgress({ root, guide, current }) {
  const { progress, plan } = current();
  const views = [...guide.items.keys()].map((id) => view(progress.get(guide.places[id])?.get(id)));
  const done = views.filter((each) => each.done).length;
  const written = views.filter((each) => each.evidence).length;
  part(root, "kept").textContent =
    `In this browser: ${done} of ${plural(views.length, "item")} ticked, ${written || "none"} with a name, date or note` +
    `${plan ? ", and a plan" : ", no plan"}.`;
  part(root, "storage-note").hidden = !isStorageRefused(progress);

  const unreadable = unreadableEntries().map(({ id }) => cleanLine(id).slice(0, 80));
  const unknown = [...[...progress.values()].flatMap((items) => [...items.keys()]).filter((id) => !guide.items.has(id)), ...unreadable];
  part(root, "unknown").hidden = !unknown.length;
  part(root, "unknown-title").textContent =
    `${plural(unknown.length, "entry", "entries")} for items that are not in this guide`;
  const listed = unknown.slice(0, MOST_LISTED).map((id) => element("li", {}, element("code", {}, id)));
  const left = unknown.length - listed.length;
  part(root, "unknown-list").replaceChildren(...listed, ...(left ? [element("li", {}, `and ${left} more`)] : []));
}

// Only one outcome on the page can be undone: the last.
let forget = () => {};

/**
 * Returns what says what was done.
 * @param {HTMLElement} box
 * @returns {Say}
 */
function outcome(box) {
  const [words, undo] = [find(box, "[data-outcome] [role=status]"), find(box, "[data-outcome] button")];
  /** @type {(() => void) | undefined} */
  let back;
  /** @type {Say} */
  const say = (text, made) => {
    forget();
    forget = () => (undo.hidden = true);
    words.textContent = text;
    back = made;
    undo.hidden = !made;
    if (made) undo.focus();
  };
  undo.addEventListener("click", () => {
    back?.();
    say("Undone.");
    /** @type {HTMLElement | null} */ (box.querySelector("input, button"))?.focus();
  });
  return say;
}

// Backing up

/**
 * @param {Page} page
 * @param {HTMLElement} box
 */
function backupPart({ current }, box) {
  const say = outcome(box);
  offerPersistence(box);
  const signature = find(box, "#your-name", HTMLInputElement);
  const there = part(box, "there");
  let confirm = () => {};
  signature.addEventListener("change", () => {
    name.write(signature.value.trim());
    if (name.refused) say("Your name is not kept: this browser refuses to store it. It signs what you do until you leave this page.");
  });
  part(box, "save").addEventListener("click", () => {
    const { now, r, by } = stamp();
    const file = fileName(dayOf(now), by ?? "", ownerOf(r));
    const text = backupText({ ...current(), unreadable: unreadableEntries() }, { now, r, by });
    download(file, "application/json", text);
    const { problem } = readBackup(text);
    there.hidden = Boolean(problem);
    if (problem) return say(`${file} was handed to your browser's downloads, but this page cannot read it: ${problem} Keep the file, and report this.`);
    // A browser can refuse a download and tell no page: only the reader knows.
    confirm = () => noteBackup(now);
    say(`${file} was handed to your browser. Look whether it is in your downloads; it counts as a backup once you say so.`);
  });
  there.addEventListener("click", () => {
    confirm();
    there.hidden = true;
    say("Noted as your last backup. Move the file to the folder where your firm keeps the files of the move.");
    part(box, "save").focus();
  });

  return () => {
    const { at, changed, due } = backupState(new Date().toISOString());
    part(box, "last").textContent = at
      ? `Last backup from this browser: ${momentLabel(at)}. ${changed ? "Something has changed since." : "Nothing has changed since."}`
      : "No backup has been saved from this browser yet.";
    part(box, "due").hidden = !due;
    if (document.activeElement !== signature) signature.value = name.read() ?? "";
  };
}

/**
 * Files, and what would change. `kind` makes the proposal of a restore or a merge.
 * @param {Page} page
 * @param {HTMLElement} box
 * @param {Kind} kind
 */
function filesPart(page, box, kind) {
  const say = outcome(box);
  const input = find(box, "input[type=file]", HTMLInputElement);
  const [refused, preview] = [part(box, "refused"), part(box, "preview")];
  /** @type {Chosen[]} */
  let files = [];

  const close = () => {
    files = [];
    input.value = "";
    render();
  };

  function render() {
    preview.hidden = !files.length;
    if (!files.length) return preview.replaceChildren();
    const proposal = kind(page, files);
    const apply = element("button", { type: "button", className: "tg-button tg-main" }, proposal.button);
    apply.addEventListener("click", () => {
      const { words, store } = /** @type {Required<Proposal>} */ (kind(page, files, preview));
      const back = store();
      close();
      say(words, back);
    });
    const stop = element("button", { type: "button", className: "tg-button" }, proposal.changes ? "Change nothing" : "Close");
    stop.addEventListener("click", () => {
      close();
      input.focus();
    });
    const buttons = element("p", { className: "tg-buttons" }, ...(proposal.changes ? [apply] : []), stop);
    preview.replaceChildren(...proposal.shown, buttons);
  }

  async function take() {
    const read = await Promise.all([...(input.files ?? [])].map(readFile));
    const bad = read.filter(({ problem }) => problem);
    refused.replaceChildren(
      ...bad.map(({ file, problem }) => element("p", { className: "tg-warning" }, element("strong", {}, `${file}: `), problem)),
    );
    files = /** @type {Chosen[]} */ (read.filter(({ problem }) => !problem));
    page.show();
    say([bad.length && `${plural(bad.length, "file")} refused.`, files.length && "What would change is shown below."].filter(Boolean).join(" "));
    if (files.length) preview.focus();
  }

  input.addEventListener("change", take);
  if (input.files?.length) take(); // chosen before this script had started, or brought back by the browser
  return render;
}

/** @param {File} file */
async function readFile(file) {
  if (file.size > LARGEST) {
    return { file: file.name, problem: `It is larger than ${LARGEST / 1e6} MB, so it is not a backup of this guide. It was not read.` };
  }
  return { file: file.name, ...readBackup(await file.text()) };
}

const about = (/** @type {Chosen} */ { file, made, by, unreadable }) =>
  `${file}, saved ${momentLabel(made)}${by ? " by " : ", unsigned"}${by}${unreadable ? "; it also holds text under “unreadable” that this page does not take" : ""}`;

/**
 * The whole proposal where taking a file would leave more than can be saved again.
 * @param {string} problem
 * @returns {Proposal}
 */
const refusal = (problem) => ({ shown: [element("p", { className: "tg-warning" }, `${problem} Nothing was taken.`)], changes: 0 });

/**
 * A file names its own browser, and others that have no name here yet; never this one.
 * @param {People} known
 * @param {Chosen[]} files
 * @param {string} me
 * @returns {People}
 */
function namesWith(known, files, me) {
  const names = Object.assign({}, ...files.map((file) => file.people), known, ...files.map(({ replica, by }) => (by ? { [replica]: by } : {})));
  const { [me]: mine, ...others } = names;
  return Object.hasOwn(known, me) ? { ...others, [me]: known[me] } : others;
}

const writes = (/** @type {Change[]} */ found) => found.map(({ place, id, after }) => ({ place, id, entry: after }));

/**
 * Stores what a restore or a merge brings: entries, the plan, names, whose progress has come. Returns what puts all of it back.
 * @param {Change[]} found
 * @param {string | null} wantedPlan
 * @param {People} names
 * @param {Arrival[]} come
 */
function storing(found, wantedPlan, names, come) {
  return () => {
    const [planBefore, peopleBefore, arrivalsBefore] = [plan.read(), people.read(), arrivals.read()];
    const back = storeWithUndo(writes(found));
    if (wantedPlan !== null && wantedPlan !== planBefore) plan.write(wantedPlan);
    people.write(JSON.stringify({ ...parsedObject(peopleBefore), ...names }));
    noteArrivals(come);
    return () => {
      back();
      if (plan.read() === wantedPlan && wantedPlan !== planBefore) plan.write(planBefore ?? "");
      people.write(peopleBefore ?? "{}");
      arrivals.write(arrivalsBefore ?? "[]");
    };
  };
}

/** @type {Kind} */
function restoring({ guide, home, current }, [file]) {
  const before = current();
  const me = stamp();
  const after = restored(before.progress, credible(home(file.progress), before.progress, me.r), me);
  const found = visibleChanges(before.progress, after, me.r);
  const wanted = file.plan ?? before.plan;
  const names = namesWith(before.people, [file], ownerOf(me.r));
  const problem = excess({ ...before, progress: after, plan: wanted, people: names }, me);
  if (problem) return refusal(problem);
  const rows = [...found.map((each) => ({ ...each, item: guide.items.get(each.id) })), ...planRow(before.plan, wanted)];
  const reopened = found.filter(({ before, after }) => view(before).done && !view(after).done).length;
  /** @type {HTMLElement[]} */
  const shown = [element("p", {}, `${about(file)}.`)];
  if (rows.length) shown.push(element("p", {}, "Restoring it would change:"), previewTable(rows, names));
  else shown.push(element("p", {}, "Nothing would change: this browser already has the same."));
  if (reopened) {
    shown.push(
      element(
        "p",
        { className: "tg-warning" },
        `${plural(reopened, "item")} ticked since then would be open again. To keep both, use Merge below with the same file.`,
      ),
    );
  }
  return {
    shown,
    changes: rows.length,
    button: "Restore this backup",
    words: `Restored from ${file.file}: ${plural(rows.length, "change")}.`,
    store: storing(found, wanted, names, file.arrivals),
  };
}

/** @type {Kind} */
function merging({ guide, home, current }, files, preview) {
  const before = current();
  const me = stamp();
  const { r } = me;
  const theirs = files.map((file) => credible(home(file.progress), before.progress, r));
  const after = theirs.reduce((sum, progress) => mergedProgress(sum, progress, r), before.progress);
  const found = visibleChanges(before.progress, after, r);
  // Store also the entries that look the same: who has seen what may have changed.
  const all = [...after].flatMap(([place, items]) => [...items].map(([id, entry]) => ({ place, id, after: entry })));
  const names = namesWith(before.people, files, ownerOf(r));
  const plans = planChoice(before.plan, files);
  const wanted = plans.chosen(preview);
  const problem = excess({ ...before, progress: after, plan: wanted, people: names }, me);
  if (problem) return refusal(problem);
  const rows = [...found.map((each) => ({ ...each, item: guide.items.get(each.id) })), ...(plans.choice ? [] : planRow(before.plan, wanted))];
  const disputed = found.filter(({ after }) => hasDisagreement(view(after))).length;
  /** @type {HTMLElement[]} */
  const shown = [element("ul", {}, ...files.map((file) => element("li", {}, `${about(file)}: ${contents(file)}`)))];
  if (disputed) {
    shown.push(element("p", { className: "tg-warning" }, previewWords(disputed)));
  }
  if (rows.length) shown.push(element("p", {}, "Merging would change:"), previewTable(rows, names));
  if (plans.choice) shown.push(plans.choice);
  if (!rows.length && !plans.choice) shown.push(element("p", {}, "Nothing would change on the lists: this browser already has all of it."));
  const come = arrivalsOf(files.filter(({ replica }) => replica !== ownerOf(r)), me.now);
  const isNewer = isLaterDay(before.arrivals, come);
  if (!rows.length && !plans.choice && isNewer) shown.push(element("p", {}, "Merging notes that the progress of its owner is here up to that day."));
  const number = plural(files.length, "file");
  const words = [`Merged ${number}: ${plural(found.length, "item")} changed.`, disputed && mergedWords(disputed)];
  return {
    shown,
    changes: rows.length || plans.choice || isNewer,
    button: `Merge ${number}`,
    words: words.filter(Boolean).join(" "),
    store: storing(all, wanted, names, come),
  };
}

/** @param {Chosen} file */
function contents({ progress }) {
  const views = [...progress.values()].flatMap((items) => [...items.values()].map((entry) => view(entry)));
  return `${views.filter((each) => each.done).length} ticked, ${views.filter((each) => each.evidence).length} with a name, date or note`;
}
