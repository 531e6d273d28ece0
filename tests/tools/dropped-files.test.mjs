// The files of a dropped folder: all of them, or what is said where some cannot be read.

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
  return { isDirectory: true, fullPath: path, createReader: () => ({ readEntries: (resolve) => resolve(rest.shift() ?? []) }) };
};
const drop = (...entries) => ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] });
const paths = ({ files }) => files.map(({ path }) => path);
const tree = (readable) => folder("/Historical Data", file("/Historical Data/b.pdf"), folder("/Historical Data/Trust", file("/Historical Data/Trust/c.pdf", readable)), file("/Historical Data/a.pdf"));

test("every file of a folder and of the folders in it, in the order of names", async () => {
  const found = await droppedFiles(drop(tree(true)));
  assert.deepEqual(paths(found), ["Historical Data/a.pdf", "Historical Data/b.pdf", "Historical Data/Trust/c.pdf"]);
  assert.equal(found.problem, "");
});

test("a folder of hand-ins is taken whole or not at all", async () => {
  const found = await droppedFiles(drop(tree(false)));
  assert.deepEqual(paths(found), []);
  assert.match(found.problem, /^Nothing of the folder was taken: something in it could not be read/);
});

test("of the Historical Data folder one unreadable file is named and the others are taken", async () => {
  const found = await droppedFiles(drop(tree(false)), true);
  assert.deepEqual(paths(found), ["Historical Data/a.pdf", "Historical Data/b.pdf"]);
  assert.match(found.problem, /cannot read it: Historical Data\/Trust\/c\.pdf\. Choose the folder/);
});

test("more files than a folder of hand-ins has are a disk, dropped by mistake", async () => {
  const many = folder("/all", ...Array.from({ length: 2001 }, (_, number) => file(`/all/${number}`)));
  assert.match((await droppedFiles(drop(many))).problem, /more than 2000 files/);
  const again = folder("/all", ...Array.from({ length: 2001 }, (_, number) => file(`/all/${number}`)));
  assert.equal((await droppedFiles(drop(again), true)).files.length, 2001);
});
