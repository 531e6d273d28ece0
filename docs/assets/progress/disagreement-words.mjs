// What the pages say about disagreements: changes of the same item by people who did not know of each other's change, and
// different plans in the files of a merge. Pure.

import { plural } from "../base/plural.mjs";

export const TITLE = "People disagree:";
export const IS_IT_DONE = "Is it done?";
export const WHICH_NOTE = "Which name, date and note should count?";
export const ALL_IN_ONE_NOTE = "Keep all of them in one note";
export const WHICH_PLAN = "The files contain different plans. Which one should count?";
export const NO_PLAN = "None of them";
export const NEW_NAME = "A browser that was another person's. Is it the same person under a new name?";
export const SETTLE = "Settle it";

/**
 * Above the list of them.
 * @param {number} count
 */
export const listWords = (count) =>
  count ? `${plural(count, "item")} to settle. Click the answer that should count.` : "There are no disagreements.";

/**
 * After one of them was settled.
 * @param {number} left
 */
export const settledWords = (left) => (left ? `Settled. ${plural(left, "item")} left.` : "Settled. There are no more disagreements.");

/**
 * Before a merge that would bring them.
 * @param {number} count
 */
export const previewWords = (count) =>
  `People disagree on ${plural(count, "item")}. Merging keeps what each of them says; you choose afterwards.`;

/**
 * After that merge.
 * @param {number} count
 */
export const mergedWords = (count) => `${count} to settle below.`;

/**
 * Before a merge of files that come from copies of this browser.
 * @param {string[]} files
 */
export const copyWords = (files) =>
  `${files.join(", ")}: saved by a copy of this browser, such as a profile that was taken along to a second computer. Ticks and notes of both are kept; where they differ, you choose. From this merge on, this browser has a number of its own.`;

/**
 * Beside the item itself.
 * @param {{ ticks: unknown[] }} view
 */
export const itemWords = ({ ticks }) =>
  ticks.length > 1 ? "People disagree on whether this is done." : "People wrote different names, dates or notes.";
