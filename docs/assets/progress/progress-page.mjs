// The page that backs up, restores and merges. Its only state is the files that someone has just chosen; it reads everything
// else from storage whenever it shows it. Its parts follow in the page, each under a heading.

import { cleanLine } from "../base/clean-text.mjs";
import { dayOf, momentLabel } from "../base/days.mjs";
import { download, element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { guideData } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { storage, ticksAt } from "../base/storage.mjs";
import { storedArrivals, watchArrivals } from "./arrivals.mjs";
import { showArrivals } from "./arrivals-table.mjs";
import { backupText, fileName, readBackup } from "./backup.mjs";
import { showDisagreements } from "./disagreements.mjs";
import { showEach } from "./each-table.mjs";
import { entryFor } from "./entries.mjs";
import { filesPart } from "./files-part.mjs";
import { loadFirmPeople } from "./firm-people.mjs";
import { offerFormer } from "./former-name.mjs";
import { backupState, noteBackup, watchBackup } from "./last-backup.mjs";
import { inCurrentPlaces } from "./merging.mjs";
import { stamp } from "./ticking.mjs";
import { view } from "./view.mjs";
import { outcome } from "./outcome.mjs";
import { offerPersistence } from "./persistent-storage.mjs";
import { ownerOf } from "./persons.mjs";
import { merging, restoring } from "./proposals.mjs";
import { isStorageRefused, storedPeople, storedProgress, unreadableEntries } from "./stored-progress.mjs";
import { ownIds } from "./ticks.mjs";

/**
 * @typedef {import("./arrivals.mjs").Arrival} Arrival
 * @typedef {import("./view.mjs").People} People
 * @typedef {import("./merging.mjs").Progress} Progress
 * @typedef {Awaited<ReturnType<typeof guideData>>} Guide
 * @typedef {object} Page
 * @property {HTMLElement} root
 * @property {Guide} guide
 * @property {(progress: Progress) => Progress} home entries where the guide has its items today
 * @property {() => { progress: Progress, plan: string | null, people: People, arrivals: Arrival[], isKnown: (id: string) => boolean }} current
 * @property {() => import("./firm-people.mjs").Person[]} people those of the firm, as far as they are known
 * @property {() => Promise<unknown>} show
 */

const plan = storage("plan");
const name = storage("name");
const people = storage("people");

const MOST_LISTED = 200;

/**
 * Each makes its part of the page and returns what shows it.
 * @type {Record<string, (page: Page, box: HTMLElement) => () => void | Promise<void>>}
 */
const PARTS = {
  backup: backupPart,
  restore: (page, box) => filesPart(page, box, restoring),
  merge: (page, box) => filesPart(page, box, merging),
  arrivals: showArrivals,
  each: (page, box) => showEach(page, box, outcome(box)),
  disagreements: (page, box) => showDisagreements(page, box, outcome(box)),
};
/** @type {Guide} */
const NO_GUIDE = { items: new Map(), itemOf: () => undefined, places: {}, retired: {}, known: [] };

/** @param {HTMLElement} root */
export function start(root) {
  return Promise.all([guideData(), loadFirmPeople()]).then(
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
  const isKnown = (/** @type {string} */ id) => guide.itemOf(id) !== undefined;
  const current = () => ({ progress: home(storedProgress(guide.known)), plan: plan.read() || null, people: storedPeople(), arrivals: storedArrivals(), isKnown });
  /** @type {(() => Promise<void>)[]} */
  const renderers = [];
  /** @type {Promise<unknown> | undefined} */
  let showing;
  // Once for all that is written at one time.
  const show = () => (showing ??= Promise.resolve().then(() => {
    showing = undefined;
    return Promise.all(renderers.map((each) => each()));
  }));
  const page = { root, guide, home, current, people: firmPeople, show };

  for (const name of names) {
    const box = find(document, `[data-part="${name}"]`);
    /** @type {ReturnType<typeof PARTS[string]> | undefined} */
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
 * @param {() => void | Promise<void>} render
 */
function onItsOwn(box, render) {
  const warning = element("p", { className: "tg-warning", hidden: true });
  box.prepend(warning);
  return async () => {
    try {
      await render();
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
  const own = ownIds();
  const of = (/** @type {string} */ id) => ({ items: Object.fromEntries(progress.get(guide.places[id]) ?? []) });
  const views = [...guide.items.keys()].map((id) => view(entryFor(of(id), id, own)));
  const done = views.filter((each) => each.done).length;
  const written = views.filter((each) => each.evidence).length;
  const ofSite = [...guide.items.values()].some(({ date }) => date);
  part(root, "kept").textContent =
    `In this browser: ${done} of ${plural(views.length, "item")} ticked, ${written || "none"} with a name, date or note` +
    `${plan ? ", and a plan" : ofSite ? "; the plan is that of the site" : ", no plan"}.`;
  part(root, "storage-note").hidden = !isStorageRefused(progress);

  const unreadable = unreadableEntries().map(({ id }) => cleanLine(id).slice(0, 80));
  const unknown = [...[...progress.values()].flatMap((items) => [...items.keys()]).filter((id) => !guide.itemOf(id)), ...unreadable];
  part(root, "unknown").hidden = !unknown.length;
  part(root, "unknown-title").textContent =
    `${plural(unknown.length, "entry", "entries")} for items that are not in this guide`;
  const listed = unknown.slice(0, MOST_LISTED).map((id) => element("li", {}, element("code", {}, id)));
  const left = unknown.length - listed.length;
  part(root, "unknown-list").replaceChildren(...listed, ...(left ? [element("li", {}, `and ${left} more`)] : []));
}

// Backing up

/**
 * @param {Page} page
 * @param {HTMLElement} box
 */
function backupPart({ current, people: firmPeople }, box) {
  const say = outcome(box);
  offerPersistence(box);
  const signature = find(box, "#your-name", HTMLInputElement);
  const there = part(box, "there");
  let confirm = () => {};
  signature.addEventListener("change", () => {
    const [before, after] = [name.read() ?? "", signature.value.trim()];
    name.write(after);
    offerFormer(part(box, "former"), { before, after, people: firmPeople().map(({ name }) => name) });
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
