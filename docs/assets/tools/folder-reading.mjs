// Has the engine look at every file of a folder, piece by piece. What was found in a file is kept as long as the file is: a second
// run, or one after a cancel, looks only at what is new. A file that stops the engine stops no other.

import { plural } from "../base/plural.mjs";
import { EngineProblem } from "../engine/engine.mjs";
import { namesInFolder, sizeWords } from "./folder-names.mjs";

/**
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {{ name: string, size: number, sha256: string, format: string, remarks: string[], total: string }} Found
 *   What the engine says of a file; `sha256` is empty where it could not be read, `total` where there is none.
 */

const PIECE = 1 << 20; // bytes
const PAUSE = 300; // milliseconds between two lines about progress: it is read aloud too

export class FolderReading {
  #engine;
  /** @type {WeakMap<File, Found>} */
  #kept = new WeakMap();

  /** @param {import("../engine/engine.mjs").Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /**
   * What was found in each file. Throws EngineProblem when the engine cannot start or was cancelled.
   * @param {Chosen[]} files
   * @param {number} limit milliseconds without a sign of life, for each file
   * @param {import("./job.mjs").Progress} progress
   * @returns {Promise<Found[]>}
   */
  async read(files, limit, progress) {
    const { turn } = this.#engine;
    const names = namesInFolder(files.map(({ path }) => path));
    const all = files.reduce((sum, { file }) => sum + file.size, 0);
    /** @type {Found[]} */
    const found = [];
    let before = 0;
    let read = 0;
    let timer = 0;
    const show = () => {
      timer = 0;
      progress(before + read, all, names[found.length], `${found.length} of ${plural(files.length, "file")}, ${sizeWords(before + read)} of ${sizeWords(all)}`);
    };
    const tell = (/** @type {number} */ bytes) => {
      read = bytes;
      timer ||= setTimeout(show, PAUSE);
    };
    show();
    try {
      for (const { file } of files) {
        tell(0);
        found.push(await this.#look(file, names[found.length], limit, turn, tell));
        before += file.size;
      }
    } catch (error) {
      if (!(error instanceof EngineProblem) || error.kind !== "cancelled") throw error;
      const kept = found.length ? " What was read is not read again when you go on." : "";
      throw new EngineProblem("cancelled", `Cancelled after ${found.length} of ${plural(files.length, "file")}.${kept}`);
    } finally {
      clearTimeout(timer);
    }
    progress(all, all, "", "Every file is read. Working...");
    return found;
  }

  /**
   * @param {File} file
   * @param {string} name
   * @param {number} limit
   * @param {number} turn
   * @param {(bytes: number) => void} onRead
   * @returns {Promise<Found>}
   */
  async #look(file, name, limit, turn, onRead) {
    const known = this.#kept.get(file);
    if (known) return known;
    try {
      const found = await this.#handOver(file, name, limit, turn, onRead);
      this.#kept.set(file, found);
      return found;
    } catch (error) {
      if (!(error instanceof EngineProblem) || !["slow", "crash"].includes(error.kind)) throw error;
      return { name, size: file.size, sha256: "", format: "", remarks: [`It could not be looked at: ${error.message}`], total: "" };
    }
  }

  /**
   * Gives the engine a file piece by piece, reading the next one while it works.
   * @param {File} file
   * @param {string} name
   * @param {number} limit
   * @param {number} turn
   * @param {(bytes: number) => void} onRead
   * @returns {Promise<Found>}
   */
  async #handOver(file, name, limit, turn, onRead) {
    const reader = file.stream().getReader();
    let next = nextPiece(reader);
    let read = 0;
    for (let first = true; ; first = false) {
      const piece = await next;
      if (piece && !piece.last) next = nextPiece(reader);
      const { made, ...found } = await this.#engine.ask("history", { step: "look", name, first, ...piece }, limit, turn);
      if (!piece || piece.last) return /** @type {any} */ (found);
      onRead((read += piece.piece.length));
    }
  }
}

/**
 * The next piece of a file, of a size that is worth a question to the engine; undefined where the browser cannot read on.
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @returns {Promise<{ piece: Uint8Array, last: boolean } | undefined>}
 */
async function nextPiece(reader) {
  const parts = [];
  let size = 0;
  let last = false;
  try {
    while (size < PIECE && !last) {
      const { value, done } = await reader.read();
      last = done;
      if (value) parts.push(value);
      size += value?.length ?? 0;
    }
  } catch {
    return undefined;
  }
  const piece = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    piece.set(part, at);
    at += part.length;
  }
  return { piece, last };
}
