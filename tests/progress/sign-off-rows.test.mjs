import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { joined } from "../../docs/assets/progress/merging.mjs";
import { change, tick } from "../../docs/assets/progress/entries.mjs";
import { csv, inert, signOffRow } from "../../docs/assets/progress/sign-off-rows.mjs";
import { dayLabel, dayOf, momentLabel } from "../../docs/assets/base/days.mjs";
import { plural } from "../../docs/assets/base/plural.mjs";
import { answerWords, evidenceWords, noteWords, tickWords } from "../../docs/assets/progress/tick-words.mjs";

const noon = new Date(2027, 0, 14, 12, 5).toISOString(); // on this computer
const stamp = (r, by) => ({ r, by, now: noon });
const start = { items: {} };

test("who and when come from what was written down, else from the tick", () => {
  const ticked = tick(start, "x", true, stamp("a", "Alex Example"));
  assert.deepEqual(signOffRow(ticked.items.x), { done: true, by: "Alex Example", on: "2027-01-14", note: "" });
  const notes = change(ticked, "x", { by: "Billie Sample", on: "2027-01-13", note: "Binder 3" }, stamp("a"));
  assert.deepEqual(signOffRow(notes.items.x), { done: true, by: "Billie Sample", on: "2027-01-13", note: "Binder 3" });
});

test("an unsigned tick is named after the owner of its browser, if anybody knows them", () => {
  const ticked = tick(start, "x", true, stamp("a")).items.x;
  assert.equal(signOffRow(ticked).by, "");
  assert.equal(signOffRow(ticked, { a: "Alex Example" }).by, "Alex Example");
  assert.equal(signOffRow({ ...ticked, r: "constructor" }, {}).by, "");
});

test("an untouched item is an open point, and so is one with a note and no tick", () => {
  assert.deepEqual(signOffRow(undefined), { done: false, by: "", on: "", note: "" });
  const notes = change(start, "x", { by: "", on: "", note: "Waits for the bank" }, stamp("a")).items.x;
  assert.deepEqual(signOffRow(notes), { done: false, by: "", on: "", note: "Waits for the bank" });
});

test("an item on which people disagree is an open point with all they say", () => {
  const one = change(start, "x", { by: "A", on: "", note: "n" }, stamp("a")).items.x;
  const two = change(tick(tick(start, "x", true, stamp("b")), "x", false, stamp("b", "B")), "x", { by: "B", on: "", note: "" }, stamp("b")).items.x;
  const three = tick(start, "x", true, stamp("c", "C")).items.x;
  const found = signOffRow(joined(joined(one, two, "me"), three, "me"));
  assert.equal(found.done, false);
  assert.deepEqual(found.note.split("\n"), [
    "People disagree:",
    "Open: tick taken back Thu 14 Jan 2027 by B",
    "Ticked Thu 14 Jan 2027 by C",
    "Note written Thu 14 Jan 2027: B",
    "Note written Thu 14 Jan 2027: A · n",
  ]);
});

test("a note says who wrote it where that is not who did the item", () => {
  const notes = change(start, "x", { by: "Alex Example", on: "", note: "Binder 3" }, stamp("a", "Billie Sample")).items.x;
  assert.equal(signOffRow(notes).note, "Binder 3\n(note by Billie Sample)");
  const own = change(start, "x", { by: "Alex Example", on: "", note: "Binder 3" }, stamp("a", "Alex Example")).items.x;
  assert.equal(signOffRow(own).note, "Binder 3");
});

test("a note in words: who wrote it, when, and whose it replaces", () => {
  const notes = (writer, note) => ({ by: "", on: "", note, writer, at: noon });
  const alex = notes("Alex Example", "Vault");
  for (const [note, before, words] of [
    [notes("Billie Sample", "Binder 3"), undefined, "Note written Thu 14 Jan 2027 by Billie Sample: Binder 3"],
    [notes("Billie Sample", "Binder 3"), alex, "Note written Thu 14 Jan 2027 by Billie Sample, replaces Alex Example’s: Binder 3"],
    [notes("Alex Example", "Binder 3"), alex, "Note written Thu 14 Jan 2027 by Alex Example, replaces the earlier one: Binder 3"],
    [notes(undefined, "Binder 3"), notes(undefined, "Vault"), "Note written Thu 14 Jan 2027, replaces the earlier one: Binder 3"],
    [alex, alex, "Note written Thu 14 Jan 2027 by Alex Example: Vault"],
    [notes("Billie Sample", ""), alex, "Note removed Thu 14 Jan 2027 by Billie Sample"],
    [notes("Billie Sample", ""), undefined, "No note Thu 14 Jan 2027 by Billie Sample"],
  ]) {
    assert.equal(noteWords(note, before), words);
  }
});

test("the table is one that Excel reads and cannot be made to run", () => {
  const text = csv([
    ["Item", "Note"],
    ["a, b", 'say "yes"\nnow'],
    ["=1+1", "-5"],
    ["+1", "@x"],
    ["plain", "naïve"],
  ]);
  assert.equal(text, '\ufeffItem,Note\r\n"a, b","say ""yes""\nnow"\r\n =1+1,-5\r\n+1, @x\r\nplain,naïve\r\n');
});

test("a cell that a spreadsheet would run is made inert as in Python", async () => {
  const cases = JSON.parse(await readFile(new URL("../common/inert_cases.json", import.meta.url), "utf8"));
  assert.ok(cases.length > 10);
  for (const [text, expected] of cases) assert.equal(inert(text), expected);
});

test("dates in words", () => {
  assert.equal(dayOf(noon), "2027-01-14");
  assert.equal(dayOf("never"), "");
  assert.equal(dayLabel("2027-01-14"), "Thu 14 Jan 2027");
  assert.equal(dayLabel("soon"), "soon");
  assert.equal(momentLabel(noon), "Thu 14 Jan 2027, 12:05");
});

test("ticks and notes in words", () => {
  assert.equal(tickWords({ done: true, when: noon, by: "A" }), "Ticked Thu 14 Jan 2027 by A");
  assert.equal(tickWords({ done: true, when: "" }), "Ticked");
  assert.equal(tickWords({ done: false, when: noon }), "Open");
  assert.equal(answerWords({ done: false, at: noon }), "Open: tick taken back Thu 14 Jan 2027");
  assert.equal(evidenceWords({ by: "A", on: "2027-01-14", note: "n" }), "A · Thu 14 Jan 2027 · n");
  assert.equal(evidenceWords({ by: "", on: "", note: "" }), "");
  assert.equal(plural(1, "item"), "1 item");
  assert.equal(plural(0, "item"), "0 items");
  assert.equal(plural(2, "entry", "entries"), "2 entries");
});
