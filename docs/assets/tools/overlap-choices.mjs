// What to take of files that record the same: asked for each pair, kept until one of the two is taken out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { Refused } from "./refused.mjs";

/** @typedef {{ first: string, second: string, rows: number, days: number, people: string[], newer: string }} Pair */
/** @typedef {{ name: string, rows: number, first: string, last: string, saved: string }} HandIn */

/**
 * @param {HTMLElement} root
 * @param {() => void} onChange
 */
export function openChoices(root, onChange) {
  const section = part(root, "overlaps");
  /** @type {Map<string, string>} */
  const taken = new Map(); // by the key of a pair
  const key = (/** @type {Pick<Pair, "first" | "second">} */ { first, second }) => JSON.stringify([first, second]);

  return {
    /**
     * The choices as the engine takes them. Throws Refused, and shows the question, where rows in common wait for one.
     * @param {Pair[]} pairs
     * @param {HandIn[]} files
     */
    of(pairs, files) {
      section.hidden = !pairs.length;
      const choose = (/** @type {Pair} */ pair) => (/** @type {string} */ take) => {
        taken.set(key(pair), take);
        onChange();
      };
      part(section, "pairs").replaceChildren(...pairs.map((pair, place) => question(pair, files, place, taken.get(key(pair)), choose(pair))));
      const open = pairs.filter((pair) => pair.rows && !taken.has(key(pair)));
      if (open.length) {
        throw new Refused(
          `${plural(open.length, "pair")} of files ${open.length === 1 ? "has" : "have"} rows in common. Choose below what to take, then build the import again. Nothing is exported until then.`,
        );
      }
      return pairs.filter((pair) => taken.has(key(pair))).map((pair) => [pair.first, pair.second, taken.get(key(pair))]);
    },
    /**
     * Forgets what was said of files that are no longer there.
     * @param {string[]} labels
     */
    forget(labels) {
      for (const pair of taken.keys()) if (!JSON.parse(pair).every((/** @type {string} */ label) => labels.includes(label))) taken.delete(pair);
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
function question({ first, second, rows, days, people, newer }, files, place, taken, onTake) {
  const only = (/** @type {string} */ name) => `only ${name}${name === newer ? " (the newer)" : ""}: ${about(files, name)}`;
  /** @type {[string, string][]} */
  const answers = [
    ["first", only(first)],
    ["second", only(second)],
    ...(rows ? [/** @type {[string, string]} */ (["once", "both, rows in common once"])] : []),
    ["both", rows ? "both as they are" : "both: they are different work"],
  ];
  const what = rows ? `${plural(rows, "row")} in common` : `time of ${people.join(", ")} on ${plural(days, "day")} in both, no row the same`;
  const radios = answers.map(([take, words]) => {
    const radio = element("input", { type: "radio", name: `tg-pair-${place}`, value: take, checked: take === taken });
    radio.addEventListener("change", () => onTake(take));
    return element("label", {}, radio, ` ${words}`);
  });
  return element("fieldset", { className: "tg-pair" }, element("legend", {}, `${first} and ${second}: ${what}`), ...radios);
}
