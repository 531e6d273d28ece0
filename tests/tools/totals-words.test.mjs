/** Totals in words: a value that could not be counted is said, and never a 0. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped, totalsWords } from "../../docs/assets/tools/result-table.mjs";

const totals = {
  time_rows: 3,
  hours: "1.50",
  time_amount: "0.00",
  expense_rows: 1,
  expense_amount: "0.00",
  note_rows: 0,
  hours_unread: 0,
  amounts_unread: 0,
};
const counted = "3 rows of time, 1.50 hours, 0.00; 1 expense, 0.00; 0 notes";

for (const [unread, words] of /** @type {const} */ ([
  [{}, ""],
  [{ amounts_unread: 1 }, "; the amounts of 1 row could not be counted"],
  [{ hours_unread: 2, amounts_unread: 4 }, "; the hours of 2 rows and the amounts of 4 rows could not be counted"],
])) {
  test(`totals${words}`, () => {
    assert.equal(totalsWords({ ...totals, ...unread }), counted + words);
  });
}

for (const [number, words] of /** @type {const} */ ([
  ["0.00", "0.00"],
  ["999.50", "999.50"],
  ["1234.5678", "1,234.5678"],
  ["-1234567.00", "-1,234,567.00"],
  ["1000", "1,000"],
])) {
  test(`${number} is shown as ${words}`, () => assert.equal(grouped(number), words));
}
