// What the files of a chosen folder are called inside it: as an index names them, without the folder itself. Pure.

/**
 * The paths without the folder that all of them are in, as a browser gives them: `Historical Data/Trust/ledger.csv`. Files that
 * were not chosen as one folder keep theirs.
 * @param {string[]} paths
 */
export function namesInFolder(paths) {
  const folder = paths[0]?.slice(0, paths[0].indexOf("/") + 1) ?? "";
  return folder && paths.every((path) => path.startsWith(folder)) ? paths.map((path) => path.slice(folder.length)) : paths;
}

/**
 * Bytes in words: 340 MB.
 * @param {number} bytes
 */
export function sizeWords(bytes) {
  for (const [unit, one] of /** @type {[string, number][]} */ ([["GB", 1e9], ["MB", 1e6], ["kB", 1e3]])) {
    if (bytes >= one) return `${(bytes / one).toFixed(bytes < 10 * one ? 1 : 0)} ${unit}`;
  }
  return `${bytes} bytes`;
}
