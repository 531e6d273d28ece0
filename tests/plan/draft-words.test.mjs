import assert from "node:assert/strict";
import test from "node:test";

import { changesText, firmChanges } from "../../docs/assets/firm/firm-changes.mjs";
import { differenceWords, messageToColleagues, noteToIt, unfinishedWords, untilWords } from "../../docs/assets/plan/draft-words.mjs";
import { readPlan } from "../../docs/assets/plan/plan.mjs";

const read = (given) => readPlan(JSON.stringify({ version: 1, exportDay: "2027-02-11", region: "CA-ON", zone: "America/Toronto", rounding: 6, ...given }));
const SITE = read({ reviewEnd: "2027-03-03" });
const LATER = read({ exportDay: "2027-02-18" });
const text = (plan, draft) => changesText({ firm: SITE, plan }, firmChanges({ firm: SITE, plan }, draft));
const row = (id, title, start, time = "") => ({ id, title, what: "", how: "", start, end: start, time });

test("a draft of the same settings and dates changes nothing", () => {
  assert.deepEqual(firmChanges({ firm: SITE, plan: SITE }, SITE), []);
});

test("a date that the draft has no more is named as a line to delete", () => {
  assert.equal(text(SITE, LATER), "# In the table [plan]:\nexport_day = 2027-02-18\n# Delete the line: review_end = 2027-03-03");
});

test("a firm without a plan gets the whole table, with its header", () => {
  assert.match(text(null, LATER), /^\[plan\]\nexport_day = 2027-02-18\nexport_time = 13:00:00\n/);
  assert.doesNotMatch(text(null, LATER), /\[firm\]/);
  assert.equal(differenceWords(null, LATER), "The site shows no dates yet. Your draft says Thu 18 Feb 2027.");
});

test("a draft that is no plan yet is called so", () => {
  assert.equal(unfinishedWords(SITE), "The site shows Thu 11 Feb 2027. What the form holds is your draft, and not a plan yet.");
  assert.match(unfinishedWords(null), /^The site shows no dates yet\. /);
});

test("what differs is said in the number it has", () => {
  assert.equal(differenceWords(SITE, LATER), "The site shows Thu 11 Feb 2027. Your draft says Thu 18 Feb 2027.");
  assert.equal(differenceWords(SITE, read({ cutOff: "11:00" })), "The site and your draft both say Thu 11 Feb 2027, but differ in other points.");
  assert.match(untilWords(1), /until IT changes this line of/);
  assert.match(untilWords(2), /until IT changes these 2 lines of/);
});

test("IT hears which session moves and gets the lines", () => {
  const note = noteToIt(SITE, LATER, "export_day = 2027-02-18");
  assert.match(note, /^Our export session moves from Thu 11 Feb 2027 to Thu 18 Feb 2027\.\n/);
  assert.match(note, /\n\nexport_day = 2027-02-18\n\nThen run: make build /);
  assert.match(noteToIt(SITE, read({ cutOff: "11:00" }), ""), /^Our plan for the export session on Thu 11 Feb 2027 has changed\.\n/);
});

test("colleagues hear of dates that changed, and of nothing else", () => {
  const before = { plan: SITE, rows: [row("cut-off", "Cut-off", "2027-02-11", "12:00"), row("sign-off", "Sign-off", "2027-03-10"), row("expert-qa", "Expert Q&A", "2027-02-25")] };
  const after = { plan: LATER, rows: [row("cut-off", "Cut-off", "2027-02-18", "12:00"), row("sign-off", "Sign-off", "2027-03-10"), row("expert-qa", "Expert Q&A", "2027-03-03")] };
  const told = messageToColleagues(before, after, "https://guide.example/");
  assert.match(told, /\nCut-off: Thu 18 Feb 2027 at 12:00 Toronto time \(it was Thu 11 Feb 2027 at 12:00 Toronto time\)\nSign-off: Wed 10 Mar 2027\n/);
  assert.doesNotMatch(told, /Expert/);
  assert.equal(messageToColleagues(before, { ...before, rows: [...before.rows.slice(0, 2), row("expert-qa", "Expert Q&A", "2027-03-03")] }, ""), "");
  assert.match(messageToColleagues(null, after, ""), /^The dates of our move to Clio Manage:\n/);
});
