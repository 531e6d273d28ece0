// Which workbooks on the list are asked about, and what was chosen for two of them when their names change.

import assert from "node:assert/strict";
import test from "node:test";
import { NewerWorkbooks } from "../../docs/assets/tools/newer-workbooks.mjs";
import { PairChoices } from "../../docs/assets/tools/pair-choices.mjs";

const file = (name) => ({ name });
const asked = ({ open }) => open.map(({ added, others, person }) => [added.name, others.map(({ name }) => name), person]);

test("a file of a name that is on the list is asked about, those of one drop are not", () => {
  const newer = new NewerWorkbooks();
  const [one, other] = [file("time.xlsx"), file("time.xlsx")];
  newer.changed([one, other], [one, other], false);
  assert.deepEqual(asked(newer), []);
  const again = file("Time.XLSX");
  newer.changed([one, other, again], [again], false);
  assert.deepEqual(asked(newer), [["Time.XLSX", ["time.xlsx", "time.xlsx"], ""]]);
  newer.changed([other, again], [], false);
  assert.deepEqual(asked(newer), [["Time.XLSX", ["time.xlsx"], ""]]);
  newer.changed([other], [], false);
  assert.deepEqual(asked(newer), []);
});

test("after an upload a file of a person is asked about once, before it none is", () => {
  const newer = new NewerWorkbooks();
  const [old, week2, late, more] = ["old.xlsx", "week 2.xlsx", "late.xlsx", "more.xlsx"].map(file);
  const people = new Map([[old, ["Ana"]], [week2, ["Ana"]]]);
  newer.changed([old, week2], [week2], false);
  newer.askByPerson(people);
  assert.deepEqual(asked(newer), []);
  newer.changed([old, week2, late], [late], true);
  people.set(late, ["Bo", "Ana"]);
  newer.askByPerson(people);
  newer.askByPerson(people);
  assert.deepEqual(asked(newer), [["late.xlsx", ["old.xlsx", "week 2.xlsx"], "Ana"]]);
  newer.close(newer.open[0]);
  newer.askByPerson(people);
  assert.deepEqual(asked(newer), []);
  newer.changed([old, week2, late, more], [more], true);
  newer.askByPerson(new Map([...people, [more, ["Cy"]]]));
  newer.askByPerson(new Map([...people, [more, ["Ana"]]]));
  assert.deepEqual(asked(newer), []);
});

test("a file that was asked about by its name is not asked about by its person", () => {
  const newer = new NewerWorkbooks();
  const [old, now] = [file("time.xlsx"), file("time.xlsx")];
  newer.changed([old, now], [now], true);
  const people = new Map([[old, ["Ana"]], [now, ["Ana"]]]);
  newer.askByPerson(people);
  assert.equal(newer.open.length, 1);
  newer.close(newer.open[0]);
  newer.askByPerson(people);
  assert.deepEqual(asked(newer), []);
});

test("what was chosen for two files stays with them, whatever they are called", () => {
  const choices = new PairChoices();
  const [one, two, three] = ["time.xlsx", "time.xlsx", "time.xlsx"].map(file);
  const labeled = (...files) => files.map((each, place) => ({ label: `time.xlsx (${place + 1})`, file: each }));
  const pair = (first, second) => ({ first: `time.xlsx (${first})`, second: `time.xlsx (${second})` });
  choices.rename(labeled(one, two, three));
  choices.keep(pair(1, 2), "first");
  choices.keep(pair(2, 3), "both");
  choices.keep(pair(2, 3), "once");
  assert.equal(choices.of(pair(1, 3)), undefined);
  choices.rename(labeled(two, three));
  assert.equal(choices.of(pair(1, 2)), "once");
  choices.rename(labeled(three, file("time.xlsx")));
  assert.equal(choices.of(pair(1, 2)), undefined);
});
