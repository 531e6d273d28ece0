// The names of files inside a folder, as the index of the folder has them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { namesInFolder, sizeWords } from "../../docs/assets/tools/folder-names.mjs";

test("the chosen folder is no part of the names in it", () => {
  assert.deepEqual(namesInFolder(["Historical Data/a.pdf", "Historical Data/Trust/b.csv"]), ["a.pdf", "Trust/b.csv"]);
  assert.deepEqual(namesInFolder(["Historical Data/Trust/a.pdf", "Historical Data/Trust/b.csv"]), ["Trust/a.pdf", "Trust/b.csv"]);
  assert.deepEqual(namesInFolder(["Historical Data/a.pdf"]), ["a.pdf"]);
});

test("files of two folders, and files without one, keep their paths", () => {
  for (const paths of [["Trust/a.pdf", "Trust 2/b.pdf"], ["a.pdf", "Trust/b.pdf"], ["Trust/b.pdf", "a.pdf"], ["a.pdf"], []]) {
    assert.deepEqual(namesInFolder(paths), paths);
  }
});

test("sizes are in the unit that people read", () => {
  assert.deepEqual([0, 999, 1000, 12_345_678, 340_000_000, 1_047_512_334].map(sizeWords), ["0 bytes", "999 bytes", "1.0 kB", "12 MB", "340 MB", "1.0 GB"]);
});
