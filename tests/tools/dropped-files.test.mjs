// The files of a drop: what cannot be read is said, and keeps nothing else out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { droppedFiles } from "../../docs/assets/tools/dropped-files.mjs";

const file = (path, readable = true) => ({
  isFile: true,
  fullPath: path,
  file: (resolve, reject) => (readable ? resolve({ name: path.split("/").at(-1) }) : reject(new Error("NotFoundError"))),
});
const folder = (path, ...entries) => {
  const rest = [[...entries], []];
  return { isDirectory: true, name: path.split("/").at(-1), fullPath: path, createReader: () => ({ readEntries: (resolve) => resolve(rest.shift() ?? []) }) };
};
const drop = (...entries) => ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] });
const paths = ({ files }) => files.map(({ path }) => path);
const tree = (readable) => folder("/Historical Data", file("/Historical Data/b.pdf"), folder("/Historical Data/Trust", file("/Historical Data/Trust/c.pdf", readable)), file("/Historical Data/a.pdf"));

test("every file of a folder and of the folders in it, in the order of names", async () => {
  const found = await droppedFiles(drop(tree(true)));
  assert.deepEqual(paths(found), ["Historical Data/a.pdf", "Historical Data/b.pdf", "Historical Data/Trust/c.pdf"]);
  assert.equal(found.problem, "");
});

test("of a folder of hand-ins what cannot be read is there by its name", async () => {
  const found = await droppedFiles(drop(tree(false)));
  assert.deepEqual(paths(found), ["Historical Data/a.pdf", "Historical Data/b.pdf", "Historical Data/Trust/c.pdf"]);
  assert.deepEqual(found.files.map(({ unread = false }) => unread), [false, false, true]);
  assert.equal(found.problem, "");
});

test("a folder of which the browser gives no list is there by its name, beside the others", async () => {
  const locked = { isDirectory: true, fullPath: "/locked", createReader: () => ({ readEntries: (_, reject) => reject(new Error("NotReadableError")) }) };
  const found = await droppedFiles(drop(locked, tree(true), file("/d.xlsx")));
  assert.equal(found.files.length, 5);
  assert.deepEqual(found.files.filter(({ unread }) => unread).map(({ path }) => path), ["locked"]);
});

test("of the Historical Data folder one unreadable file is named and the others are taken", async () => {
  const found = await droppedFiles(drop(tree(false)), true);
  assert.deepEqual(paths(found), ["Historical Data/a.pdf", "Historical Data/b.pdf"]);
  assert.match(found.problem, /cannot read it: Historical Data\/Trust\/c\.pdf\. Choose the folder/);
});

test("more files than a folder of hand-ins has are a disk, dropped by mistake: of it alone nothing is taken", async () => {
  const disk = () => folder("/all", ...Array.from({ length: 2001 }, (_, number) => file(`/all/${number}`)));
  const found = await droppedFiles(drop(disk(), file("/d.xlsx")));
  assert.deepEqual(paths(found), ["d.xlsx"]);
  assert.match(found.problem, /^Nothing of the folder all was taken: there are more than 2000 files in it\./);
  assert.equal((await droppedFiles(drop(disk()), true)).files.length, 2001);
});
