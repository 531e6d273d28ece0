// The files of a drop: those dropped, and those inside folders that were dropped.

/** @typedef {{ file: File, path: string }} Dropped `path` has the folders before the name. */

const MOST = 2000; // a folder with more is a whole disk, dropped by mistake

/**
 * @param {DataTransfer} transfer
 * @returns {Promise<Dropped[]>}
 */
export async function droppedFiles(transfer) {
  // Entries have to be asked for before the first wait: a drop is over then.
  const entries = [...transfer.items].map((each) => each.webkitGetAsEntry?.() ?? null);
  const files = [...transfer.files];
  /** @type {Dropped[]} */
  const found = [];
  if (!entries.some((entry) => entry?.isDirectory)) return files.map((file) => ({ file, path: file.name }));
  for (const entry of entries) if (entry) await collect(entry, found);
  return found.sort((one, other) => one.path.localeCompare(other.path, "en"));
}

/**
 * @param {FileSystemEntry} entry
 * @param {Dropped[]} found
 */
async function collect(entry, found) {
  if (found.length >= MOST) return;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    found.push({ file: /** @type {File} */ (file), path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (!some.length) return;
    for (const each of some) await collect(each, found);
  }
}
