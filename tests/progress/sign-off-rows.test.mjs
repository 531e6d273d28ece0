import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { joined } from "../../docs/assets/progress/merging.mjs";
import { restored } from "../../docs/assets/progress/restoring.mjs";
import { change, tick } from "../../docs/assets/progress/entries.mjs";
import { personId } from "../../docs/assets/progress/persons.mjs";
import { csv, inert, signOffRow } from "../../docs/assets/progress/sign-off-rows.mjs";
import { missingWords } from "../../docs/assets/progress/group.mjs";
import { dayLabel, dayOf, momentLabel } from "../../docs/assets/base/days.mjs";
import { plural } from "../../docs/assets/base/plural.mjs";
import { answerWords, evidenceWords, noteWords, tickWords } from "../../docs/assets/progress/tick-words.mjs";

const noon = new Date(2027, 0, 14, 12, 5).toISOString(); // on this computer
const stamp = (r, by) => ({ r, by, now: noon });
const start = { items: {} };

const row = (entry, known = {}) => signOffRow(new Map(entry ? [["x", entry]] : []), { id: "x", role: "coordinator" }, { known, people: [] });

test("who ticked an item did it, unless they wrote down that it was somebody else", () => {
  const ticked = tick(start, "x", true, stamp("a", "Alex Example"));
  assert.deepEqual(row(ticked.items.x), { done: true, by: "Alex Example", on: "Thu 14 Jan 2027", note: "", noteBy: "" });
  const named = { by: "Billie Sample", on: "2027-01-13", note: "Binder 3" };
  const found = { done: true, by: "Billie Sample", on: "Wed 13 Jan 2027", note: "Binder 3", noteBy: "Alex Example" };
  assert.deepEqual(row(change(ticked, "x", named, stamp("a", "Alex Example")).items.x), found);
  assert.deepEqual(row(change(ticked, "x", named, stamp("a")).items.x, { a: "Alex Example" }), found);
});

test("a note by somebody else makes nobody the one who did it", () => {
  const ticked = tick(start, "x", true, stamp("a", "Alex Example"));
  const not = { by: "Billie Sample", on: "2027-02-04", note: "not before 10 Feb, in trial" };
  const noted = change(ticked, "x", not, stamp("b", "Billie Sample"));
  const wanted = { done: true, by: "Alex Example", on: "Thu 14 Jan 2027", note: "Billie Sample · Thu 4 Feb 2027 · not before 10 Feb, in trial", noteBy: "Billie Sample" };
  assert.deepEqual(row(noted.items.x), wanted);
  const items = (entry) => new Map([["before:v1", new Map(entry ? [["x", entry]] : [])]]);
  const back = restored(items(tick(start, "x", false, stamp("c")).items.x), items(noted.items.x), stamp("c", "Casey Specimen"));
  assert.deepEqual(row(back.get("before:v1").get("x")), wanted, "whoever restores it signs both");
  const open = change(start, "x", not, stamp("b", "Billie Sample")).items.x;
  assert.deepEqual(row(open), { ...wanted, done: false, by: "", on: "" });
});

test("an unsigned tick is named after the owner of its browser, if anybody knows them", () => {
  const ticked = tick(start, "x", true, stamp("a")).items.x;
  assert.equal(row(ticked).by, "");
  assert.equal(row(ticked, { a: "Alex Example" }).by, "Alex Example");
  assert.equal(row({ ...ticked, r: "constructor" }, {}).by, "");
});

test("an untouched item is an open point, and so is one with a note and no tick", () => {
  assert.deepEqual(row(undefined), { done: false, by: "", on: "", note: "", noteBy: "" });
  const notes = change(start, "x", { by: "", on: "", note: "Waits for the bank" }, stamp("a", "Alex Example")).items.x;
  assert.deepEqual(row(notes), { done: false, by: "", on: "", note: "Waits for the bank", noteBy: "Alex Example" });
});

test("the day is that of the computer on which an item was ticked, or not known where its clock was wrong", () => {
  const late = { ...stamp("a", "Alex Example"), now: "2027-01-14T23:30:00.000Z", day: "2027-01-15" };
  assert.equal(row(tick(start, "x", true, late).items.x).on, "Fri 15 Jan 2027");
  const nextYear = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  for (const day of ["2080-03-05", "1970-01-01", "2099-01-01", nextYear]) {
    const found = row(tick(start, "x", true, { ...late, now: `${day}T12:00:00.000Z`, day }).items.x);
    assert.deepEqual([found.done, found.by, found.on, found.note], [true, "Alex Example", "", `Day not known: the clock of that computer said ${dayLabel(day)}.`]);
  }
});

// Items that each person ticks.

const people = ["Alex Example", "Billie Sample", "Casey Specimen"].map((name) => ({ name, roles: name.startsWith("Alex") ? ["coordinator"] : ["timekeeper"] }));
const own = (by, done = true, r = by.slice(0, 1).toLowerCase()) => [`x:${personId({ by, r })}`, tick(start, "y", done, stamp(r, by)).items.y];
const each = (entries, role = "everyone", firm = people) => signOffRow(new Map(entries), { id: "x", role }, { known: {}, people: firm });

test("an item for everyone is done once everybody has ticked it, and says who is missing", () => {
  const some = each([own("Alex Example"), own("billie  SAMPLE")]);
  assert.deepEqual(some, { done: false, by: "2 of 3: Alex Example, Billie Sample", on: "", note: "Missing: Casey Specimen", noteBy: "" });
  const all = each([own("Alex Example"), own("Billie Sample"), own("Casey Specimen"), own("Robin Visitor")]);
  assert.deepEqual(all, { done: true, by: "3 of 3: Alex Example, Billie Sample, Casey Specimen, Robin Visitor", on: "Thu 14 Jan 2027", note: "", noteBy: "" });
  assert.equal(each([own("Billie Sample"), own("Casey Specimen")], "timekeeper").done, true);
  assert.equal(each([own("Alex Example"), own("Billie Sample", false)], "timekeeper").note, "Missing: Billie Sample, Casey Specimen");
});

test("without names of people it says who has ticked", () => {
  const nameless = ["x:7-7-7", tick(start, "y", true, stamp("7-7-7")).items.y];
  assert.deepEqual(each([own("Alex Example"), own("Billie Sample"), nameless], "everyone", []).by, "3: Alex Example, Billie Sample, 1 without a name");
  assert.equal(each([own("Alex Example"), own("Billie Sample", false)], "everyone", []).done, false);
  assert.deepEqual(each([], "everyone", []), { done: false, by: "", on: "", note: "", noteBy: "" });
});

test("a tick for the whole firm, such as one of a format 1 file, stays one until somebody says otherwise", () => {
  const whole = ["x", tick(start, "x", true, stamp("a", "Alex Example")).items.x];
  assert.deepEqual(each([whole]), { done: true, by: "Alex Example, for the whole firm", on: "Thu 14 Jan 2027", note: "", noteBy: "" });
  const but = each([whole, own("Billie Sample", false)]);
  assert.deepEqual([but.done, but.note], [false, "Missing: Billie Sample"]);
});

test("everybody's note is theirs", () => {
  const [id, entry] = own("Billie Sample");
  const noted = change({ items: { y: entry } }, "y", { by: "", on: "", note: "not before 10 Feb" }, stamp("b", "Billie Sample")).items.y;
  const found = each([[id, noted]]);
  assert.equal(found.note, "Missing: Alex Example, Casey Specimen\nBillie Sample: not before 10 Feb");
  assert.equal(found.noteBy, "Billie Sample");
});

test("an item on which people disagree is an open point with all they say", () => {
  const one = change(start, "x", { by: "A", on: "", note: "n" }, stamp("a")).items.x;
  const two = change(tick(tick(start, "x", true, stamp("b")), "x", false, stamp("b", "B")), "x", { by: "B", on: "", note: "" }, stamp("b")).items.x;
  const three = tick(start, "x", true, stamp("c", "C")).items.x;
  const found = row(joined(joined(one, two, "me"), three, "me"));
  assert.equal(found.done, false);
  assert.deepEqual(found.note.split("\n"), [
    "People disagree:",
    "Open: tick taken back Thu 14 Jan 2027 by B",
    "Ticked Thu 14 Jan 2027 by C",
    "Note written Thu 14 Jan 2027: B",
    "Note written Thu 14 Jan 2027: A · n",
  ]);
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

test("of two hundred who are missing a cell names twenty, and counts the rest", () => {
  const names = Array.from({ length: 200 }, (_, number) => `Fictional Person ${number}`);
  assert.equal(missingWords(names.slice(0, 20)), names.slice(0, 20).join(", "));
  assert.equal(missingWords(names), `${names.slice(0, 20).join(", ")} and 180 more`);
});
