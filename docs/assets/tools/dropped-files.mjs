// The files of a drop: those dropped, and those inside folders that were dropped.

/** @typedef {{ file: File, path: string }} Dropped `path` has the folders before the name. */

const MOST = 2000; // a folder with more is a whole disk, dropped by mistake
const MOST_IN_FOLDER = 20_000; // a folder that is meant as a whole has, for example, a copy of each invoice
const NAMED = 3;

class TooMany extends Error {}

/**
 * All files of a drop, and a `problem` in words. Where something in a folder cannot be taken there are no files at all; but of
 * one that is wanted as a whole, `asFolder`, those that can be read, and the others by their names.
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
  /** @type {string[]} */
  const unread = [];
  try {
    for (const entry of entries) {
      if (!entry) continue;
      for await (const each of inside(entry)) {
        if (typeof each === "string") unread.push(each);
        else found.push(each);
        if (found.length > most) throw new TooMany();
        if (unread.length && !asFolder) throw new Error(unread[0]);
      }
    }
  } catch (error) {
    const why = error instanceof TooMany ? `there are more than ${most} files in it` : "something in it could not be read";
    return { files: [], problem: `Nothing of the folder was taken: ${why}. Drop only the files you mean, or choose them.` };
  }
  return { files: found.sort((one, other) => one.path.localeCompare(other.path, "en")), problem: unread.length ? unreadWords(unread) : "" };
}

/** @param {string[]} paths */
function unreadWords(paths) {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : "";
  return `Not taken, because the browser cannot read it: ${paths.slice(0, NAMED).join(", ")}${more}. Choose the folder instead of dropping it.`;
}

/**
 * Every file of an entry, or the path of what cannot be read.
 * @param {FileSystemEntry} entry
 * @returns {AsyncGenerator<Dropped | string>}
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
    yield path;
  }
}
