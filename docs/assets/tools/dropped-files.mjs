// The files of a drop: those dropped, and those inside folders that were dropped.

/** @typedef {{ file: File, path: string }} Dropped `path` has the folders before the name. */

const MOST = 2000; // a folder with more is a whole disk, dropped by mistake

class TooMany extends Error {}

/**
 * All files of a drop, or none and a `problem` in words, as where there are more than `most` of them.
 * @param {DataTransfer} transfer
 * @param {number} [most]
 * @returns {Promise<{ files: Dropped[], problem: string }>}
 */
export async function droppedFiles(transfer, most = MOST) {
  // Entries have to be asked for before the first wait: a drop is over then.
  const entries = [...transfer.items].map((each) => each.webkitGetAsEntry?.() ?? null);
  const files = [...transfer.files];
  /** @type {Dropped[]} */
  const found = [];
  if (!entries.some((entry) => entry?.isDirectory)) return { files: files.map((file) => ({ file, path: file.name })), problem: "" };
  try {
    for (const entry of entries) if (entry) await collect(entry, found, most);
  } catch (error) {
    const why = error instanceof TooMany ? `there are more than ${most} files in it` : "something in it could not be read";
    return { files: [], problem: `Nothing of the folder was taken: ${why}. Drop only the files you mean, or choose them.` };
  }
  return { files: found.sort((one, other) => one.path.localeCompare(other.path, "en")), problem: "" };
}

/**
 * @param {FileSystemEntry} entry
 * @param {Dropped[]} found
 * @param {number} most
 */
async function collect(entry, found, most) {
  if (entry.isFile) {
    if (found.length >= most) throw new TooMany();
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    found.push({ file: /** @type {File} */ (file), path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (!some.length) return;
    for (const each of some) await collect(each, found, most);
  }
}
