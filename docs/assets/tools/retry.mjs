// The page `Retry refused rows`: the file that Clio returned and the one that was uploaded in, the refused rows out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { resultTable, totalsWords } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/** @typedef {{ line: number, origin: string, error: string, values: string[], mended: string }} FailedRow */
/** @typedef {{ place: string, error: string, why: string }} UnmatchedRow */

/** @type {import("./result-table.mjs").Column<FailedRow>[]} */
const FAILED = [
  { title: "Line", of: (row) => String(row.line) },
  { title: "Recorded in", whole: true, of: (row) => row.origin },
  { title: "Matter", of: (row) => row.values[0] },
  { title: "Date", whole: true, of: (row) => row.values[1] },
  { title: "What Clio said", of: (row) => row.error },
  { title: "Corrected", of: (row) => row.mended },
];
/** @type {import("./result-table.mjs").Column<UnmatchedRow>[]} */
const UNMATCHED = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "What Clio said", of: (row) => row.error },
  { title: "Why it is left out", of: (row) => row.why },
];

/** @param {HTMLElement} root */
export function start(root) {
  startTool(root, {
    show({ failed, unmatched, passed, totals, notes }) {
      part(root, "summary").textContent = `${plural(failed.length, "row")} to upload again: ${totalsWords(totals)}. ${plural(passed, "row")} without an error.`;
      part(root, "notes").replaceChildren(...notes.map((/** @type {string} */ note) => element("p", { className: "tg-warning" }, note)));
      part(root, "failed").replaceChildren(failed.length ? resultTable("Rows to upload again", FAILED, failed) : element("p", {}, "None."));
      part(root, "unmatched-part").hidden = !unmatched.length;
      part(root, "unmatched").replaceChildren(resultTable("Rows not written", UNMATCHED, unmatched));
    },
  });
}
