// The page `Reassign placeholder time`: a listing and the crosswalk in, rounds and one zip out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { allNamedBytes } from "./chosen-files.mjs";
import { openColumnChoices } from "./column-choices.mjs";
import { definitions, resultTable, tableOrClean } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/** @typedef {{ entries: number, hours: string, amount: string }} Sums */
/** @typedef {Sums & { number: number, destination: string, old_numbers: string[] }} Round */

/** @type {import("./result-table.mjs").Column<Round>[]} */
const ROUNDS = [
  { title: "Round", of: (row) => String(row.number) },
  { title: "Goes to", of: (row) => row.destination },
  { title: "Old numbers", of: (row) => row.old_numbers.join(", ") },
  { title: "Entries", number: true, of: (row) => String(row.entries) },
  { title: "Hours", number: true, of: (row) => row.hours },
  { title: "Amount", number: true, of: (row) => row.amount },
];
/** @type {import("./result-table.mjs").Column<{ place: string, reason: string }>[]} */
const NOT_MATCHED = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "Why, and what to do", of: (row) => row.reason },
];

const sumWords = (/** @type {Sums} */ { entries, hours, amount }) => `${plural(entries, "entry", "entries")}, ${hours} hours, ${amount}`;

/** @param {HTMLElement} root */
export function start(root) {
  const columns = openColumnChoices(root, () => tool, async (name, file, reading) => (await tool.ask("reassign", { [name]: file, readings: { [name]: reading } })).lists[name]);
  const tool = startTool(root, {
    onChosen: (names) => columns.read(names.filter((name) => name === "listing")),
    ready: () => columns.ready,
    async work() {
      const { listing, crosswalk } = tool.chosen;
      const [file, ...known] = await allNamedBytes([...listing, ...crosswalk]);
      return tool.ask("reassign", { listing: file, crosswalk: known, readings: columns.readings });
    },
    show({ listed, in_rounds, in_expenses, in_not_matched, rounds, not_matched }) {
      part(root, "ties").textContent = "It ties: rounds, expenses and entries not matched add up to the listing.";
      part(root, "total").replaceChildren(
        ...definitions([
          ["listed", sumWords(listed)],
          ["in rounds", sumWords(in_rounds)],
          ["expenses, one by one", sumWords(in_expenses)],
          ["not matched", sumWords(in_not_matched)],
        ]),
      );
      part(root, "rounds").replaceChildren(rounds.length ? resultTable("Rounds", ROUNDS, rounds) : element("p", {}, "No entry can be moved yet."));
      part(root, "not-matched").replaceChildren(tableOrClean("Not matched", NOT_MATCHED, not_matched, "Every entry is matched."));
    },
  });
}
