// What somebody says of two equal rows, or of a file given twice: that both are right. It is kept until it is taken back, until
// the file is taken out, or until the row is no longer the same as that other one.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";

const FOLDED = 5; // from this many places on

/**
 * @typedef {[file: string, place: string]} Claim The label of a file and a row in it; no row for the whole file.
 * @typedef {[file: string, place: string, message: string]} Possible with what was found there
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {{ file?: File, label: string, place: string, message: string }} Said Without a file where it is of what was uploaded before.
 */

/**
 * @param {HTMLElement} root
 * @param {() => void} onChange
 */
export function openBothRight(root, onChange) {
  /** @type {Said[]} */
  let said = [];
  /** @type {Chosen[]} */
  let files = [];
  /** @type {Possible[]} */
  let possible = [];
  const labelOf = (/** @type {Said} */ { file, label }) => (file ? (files.find((each) => each.file === file)?.label ?? "") : label);
  const found = (/** @type {string} */ label, /** @type {string} */ place) => possible.find((each) => each[0] === label && each[1] === place)?.[2] ?? "";
  const holds = (/** @type {Said} */ one) => !one.file || (one.message !== "" && found(labelOf(one), one.place) === one.message);

  function say(/** @type {Claim[]} */ claims) {
    for (const [label, place] of claims) said.push({ file: files.find((each) => each.label === label)?.file, label, place, message: found(label, place) });
    onChange();
  }

  function takeBack(/** @type {Said} */ one) {
    said = said.filter((each) => each !== one);
    onChange();
  }

  return {
    /**
     * What was said and still holds, as the engine takes it.
     * @param {Possible[]} same
     * @param {Chosen[]} chosen
     * @returns {Claim[]}
     */
    of(same, chosen) {
      [possible, files] = [same, chosen];
      said = said.filter(holds);
      const rows = said.map((one) => {
        const name = `${labelOf(one)} ${one.place}`.trim();
        return element("li", {}, `${name}: you said that both are right. `, button("Take back", name, () => takeBack(one)));
      });
      part(root, "said-right").replaceChildren(...rows);
      return said.map((one) => [labelOf(one), one.place]);
    },
    /**
     * Forgets what was said of files that are no longer there, and of what was uploaded before when something of it changes.
     * @param {File[]} there
     * @param {boolean} sameBefore
     */
    forget(there, sameBefore) {
      said = said.filter(({ file }) => (file ? there.includes(file) : sameBefore));
    },
    /**
     * Buttons for what closes an open point: one for each row, folded where there are many, and one for all.
     * @param {Claim[]} claims
     * @returns {HTMLElement[]}
     */
    buttons(claims) {
      const one = (/** @type {Claim} */ [file, place]) => {
        const name = `${file} ${place}`.trim();
        return element("li", {}, `${name} `, button("Both are right", name, () => say([[file, place]])));
      };
      const list = element("ul", {}, ...claims.map(one));
      if (claims.length < 2) return claims.length ? [list] : [];
      const many = claims.length > FOLDED && element("details", { className: "tg-details" }, element("summary", {}, `Row by row: ${plural(claims.length, "place")}`), list);
      return [many || list, button("All of them are right", "", () => say(claims))];
    },
  };
}

/**
 * @param {string} words
 * @param {string} about what a reader of the screen hears besides
 * @param {() => void} onClick
 */
function button(words, about, onClick) {
  const made = element("button", { type: "button", className: "tg-button", ...(about && { ariaLabel: `${words}: ${about}` }) }, words);
  made.addEventListener("click", onClick);
  return made;
}
