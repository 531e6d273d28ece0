// The files of a drop: those dropped, and those inside folders that were dropped. What cannot be read keeps nothing else out.

import { plural } from "../base/plural.mjs";

/**
 * @typedef {{ file: File, path: string, unread?: boolean }} Dropped
 *   `path` has the folders before the name; `unread` is one whose bytes the browser does not give.
 */

const MOST = 2000; // a folder with more is a whole disk, dropped by mistake
const MOST_IN_FOLDER = 20_000; // a folder that is meant as a whole has, for example, a copy of each invoice
const NAMED = 3;

/**
 * All files of a drop, and a `problem` in words. What the browser cannot read is among the files, as `unread`, for whoever
 * uses them to say so of each; of a folder that is wanted as a whole, `asFolder`, it is left out and named.
 * @param {DataTransfer} transfer
 * @param {boolean} [asFolder]
 * @returns {Promise<{ files: Dropped[], problem: string }>}
 */
export async function droppedFiles(transfer, asFolder = false) {
  // Entries have to be asked for before the first wait: a drop is over then.
  const entries = [...transfer.items].map((each) => each.webkitGetAsEntry?.() ?? null);
  const files = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return { files: files.map((file) => ({ file, path: file.name })), problem: "" };
  const most = asFolder ? MOST_IN_FOLDER : MOST;
  /** @type {Dropped[]} */
  const found = [];
  const problems = [];
  for (const entry of entries) {
    if (!entry) continue;
    const own = await filesOf(entry, most);
    if (own) found.push(...own);
    else problems.push(`Nothing of the folder ${entry.name} was taken: there are more than ${most} files in it. Drop only the files you mean, or choose them.`);
  }
  found.sort((one, other) => one.path.localeCompare(other.path, "en"));
  if (!asFolder) return { files: found, problem: problems.join(" ") };
  const unread = found.filter((each) => each.unread).map(({ path }) => path);
  if (unread.length) problems.push(unreadWords(unread));
  return { files: found.filter((each) => !each.unread), problem: problems.join(" ") };
}

/** @param {string[]} paths */
function unreadWords(paths) {
  const more = paths.length > NAMED ? ` and ${plural(paths.length - NAMED, "other")}` : "";
  return `Not taken, because the browser cannot read it: ${paths.slice(0, NAMED).join(", ")}${more}. Choose the folder instead of dropping it.`;
}

/**
 * The files of an entry; none of one that has too many.
 * @param {FileSystemEntry} entry
 * @param {number} most
 */
async function filesOf(entry, most) {
  /** @type {Dropped[]} */
  const found = [];
  for await (const each of inside(entry)) {
    found.push(each);
    if (found.length > most) return undefined;
  }
  return found;
}

/**
 * Every file of an entry. One that cannot be read, or a folder of which the browser gives no list, is there by its name.
 * @param {FileSystemEntry} entry
 * @returns {AsyncGenerator<Dropped>}
 */
async function* inside(entry) {
  const path = entry.fullPath.replace(/^\//, "");
  try {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
      yield { file: /** @type {File} */ (file), path };
      return;
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    for (;;) {
      /** @type {FileSystemEntry[]} */
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
      if (!some.length) return;
      for (const each of some) yield* inside(each);
    }
  } catch {
    yield { file: new File([], String(path.split("/").at(-1))), path, unread: true };
  }
}
