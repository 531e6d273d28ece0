import assert from "node:assert/strict";
import test from "node:test";

import { sought } from "../../docs/assets/base/number-search.mjs";
import { movedOn, SIGN_OFF, signedOffAt } from "../../docs/assets/guide/move-end.mjs";
import { stageOn } from "../../docs/assets/guide/stage.mjs";

const due = (offset) => ({ anchor: "sign-off", offset, business: true });
const guideOf = (dates, signOff = "") => ({
  signOff,
  checklists: [{ sections: [{ items: [[SIGN_OFF, 0], ["cancel", 10]].map(([id, offset], number) => ({ id, due: due(offset), ...(dates && { date: dates[number] }) })) }] }],
});
const SITE = ["2027-03-11", "2027-03-25"];
const plan = (more) => JSON.stringify({ version: 1, exportDay: "2027-02-11", ...more });

for (const [words, guide, given, expected] of [
  ["without dates it never ends", guideOf(), { stored: null, today: "2040-01-01" }, ""],
  ["on the named day it still goes on", guideOf(SITE, "2027-03-11"), { stored: null, today: "2027-03-11" }, ""],
  ["after the named day it is over", guideOf(SITE, "2027-03-11"), { stored: null, today: "2027-03-12" }, "2027-03-11"],
  ["a counted day does not end it: what is late has to be seen", guideOf(SITE), { stored: null, today: "2027-03-25" }, ""],
  ["after the last day of all it is over, since the sign-off", guideOf(SITE), { stored: null, today: "2027-03-26" }, "2027-03-11"],
  ["a plan of this browser counts as well", guideOf(), { stored: plan({ signOff: "2027-03-11" }), today: "2027-03-12" }, "2027-03-11"],
  ["its counted day does not", guideOf(), { stored: plan(), today: "2027-03-12" }, ""],
  ["the site's plan comes first", guideOf(SITE), { stored: plan({ signOff: "2027-02-15" }), today: "2027-03-12" }, ""],
  ["a tick ends it before its day", guideOf(SITE, "2027-03-11"), { stored: null, today: "2027-03-09", signedOff: "2027-03-08T12:00:00.000Z" }, "2027-03-08"],
  ["a tick without a moment ends it today", guideOf(), { stored: null, today: "2027-03-09", signedOff: "" }, "2027-03-09"],
])
  test(`the end of the move: ${words}`, () => assert.equal(movedOn(guide, given), expected));

test("a sign-off that was taken back is none", () => {
  const at = (entry) => signedOffAt({ entry: (id) => (id === SIGN_OFF ? entry : { done: true, at: "2027-01-01T00:00:00.000Z" }) });
  assert.equal(at({ done: true, at: "2027-03-11T10:00:00.000Z" }), "2027-03-11T10:00:00.000Z");
  assert.equal(at({ done: true, at: "2027-03-20T10:00:00.000Z", when: "2027-03-11T10:00:00.000Z" }), "2027-03-11T10:00:00.000Z");
  assert.equal(at({ done: false, at: "2027-03-11T10:00:00.000Z" }), undefined);
  assert.equal(at({}), undefined);
});

test("each day of the move has one stage", () => {
  const anchors = { "cut-off": "2027-02-11", "import-confirmed": "2027-02-23", "review-end": "2027-02-26", "sign-off": "2027-03-05" };
  const days = ["2027-02-11", "2027-02-12", "2027-02-22", "2027-02-23", "2027-02-26", "2027-02-27", "2027-03-05", "2027-03-06"];
  assert.deepEqual(
    days.map((day) => Object.values(stageOn(anchors, day)).join(" ")),
    [
      "before 2027-02-11",
      "processing 2027-02-22",
      "processing 2027-02-22",
      "review 2027-02-26",
      "review 2027-02-26",
      "catch-up 2027-03-05",
      "catch-up 2027-03-05",
      "catch-up ",
    ],
  );
  assert.equal(stageOn(null, "2027-02-11"), null);
});

for (const [wanted, found] of [
  ["2019-0042", true],
  ["20190042", true],
  ["0042", true],
  ["garcia", true],
  ["GARCÍA orchard", true],
  ["orchard 0042", true],
  ["2019/42", true],
  ["2019/43", false],
  ["orchard 0043", false],
  ["2019 0043", false],
  ["", true],
  ["  - ", true],
])
  test(`looking for "${wanted}"`, () => assert.equal(sought(wanted)(["2019-0042", "00012-García", "García Orchard Ltd"]), found));
