// What to take of files that record the same: asked for each pair, kept until one of the two is taken out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { PairChoices } from "./pair-choices.mjs";
import { Refused } from "./refused.mjs";

/** @typedef {{ first: string, second: string, rows: number, days: number, people: string[], moved: string, newer: string }} Pair */
/** @typedef {{ name: string, rows: number, first: string, last: string, saved: string }} HandIn */

/**
 * @param {HTMLElement} root
 * @param {() => void} onChange
 */
export function openChoices(root, onChange) {
  const section = part(root, "overlaps");
  const choices = new PairChoices();

  return {
    /**
     * The choices as the engine takes them. Throws Refused, and shows the question, where rows in common wait for one.
     * @param {Pair[]} pairs
     * @param {HandIn[]} files
     * @param {import("./chosen-files.mjs").Chosen[]} chosen the same, as they were chosen
     */
    of(pairs, files, chosen) {
      choices.rename(chosen);
      section.hidden = !pairs.length;
      const choose = (/** @type {Pair} */ pair) => (/** @type {string} */ take) => {
        choices.keep(pair, take);
        onChange();
      };
      part(section, "pairs").replaceChildren(...pairs.map((pair, place) => question(pair, files, place, choices.of(pair), choose(pair))));
      const open = pairs.filter((pair) => pair.rows && !choices.of(pair));
      if (open.length) {
        throw new Refused(
          `${plural(open.length, "pair")} of files ${open.length === 1 ? "has" : "have"} rows in common. Choose below what to take, then build the import again. Nothing is exported until then.`,
        );
      }
      return pairs.filter((pair) => choices.of(pair)).map((pair) => [pair.first, pair.second, choices.of(pair)]);
    },
    /** The files are no longer those of the questions. */
    hide() {
      section.hidden = true;
    },
  };
}

/**
 * A file as one tells it from another version of it.
 * @param {HandIn[]} files
 * @param {string} name
 */
function about(files, name) {
  const file = files.find((each) => each.name === name);
  if (!file) return "";
  const days = file.first && `${file.first} to ${file.last}`;
  return [plural(file.rows, "row"), days, file.saved && `saved ${file.saved}`].filter(Boolean).join(", ");
}

/**
 * @param {Pair} pair
 * @param {HandIn[]} files
 * @param {number} place
 * @param {string | undefined} taken
 * @param {(take: string) => void} onTake
 */
function question({ first, second, rows, days, people, moved, newer }, files, place, taken, onTake) {
  const only = (/** @type {string} */ name) => `only ${name}${name === newer ? " (the newer)" : ""}: ${about(files, name)}`;
  /** @type {[string, string][]} */
  const answers = [
    ["first", only(first)],
    ["second", only(second)],
    ...(rows ? [/** @type {[string, string]} */ (["once", "both, rows in common once"])] : []),
    ["both", rows ? "both as they are" : "both: they are different work"],
  ];
  const what = rows ? `${plural(rows, "row")} in common` : moved || `time of ${people.join(", ")} on ${plural(days, "day")} in both, no row the same`;
  const radios = answers.map(([take, words]) => {
    const radio = element("input", { type: "radio", name: `tg-pair-${place}`, value: take, checked: take === taken });
    radio.addEventListener("change", () => onTake(take));
    return element("label", {}, radio, ` ${words}`);
  });
  return element("fieldset", { className: "tg-pair" }, element("legend", {}, `${first} and ${second}: ${what}`), ...radios);
}
