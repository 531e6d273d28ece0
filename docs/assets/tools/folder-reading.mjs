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
    let last = 0;
    const tell = (/** @type {number} */ bytes) => {
      if (performance.now() - last < PAUSE) return;
      last = performance.now();
      progress(before + bytes, all, names[found.length], `${found.length} of ${plural(files.length, "file")}, ${sizeWords(before + bytes)} of ${sizeWords(all)}`);
    };
    try {
      for (const { file } of files) {
        tell(0);
        found.push(await this.#look(file, names[found.length], limit, turn, tell));
        before += file.size;
      }
    } catch (error) {
      if (!(error instanceof EngineProblem) || error.kind !== "cancelled") throw error;
      throw new EngineProblem("cancelled", `Cancelled after ${found.length} of ${plural(files.length, "file")}. They are not read again when you go on.`);
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
      const { made, ...found } = await this.#engine.ask("history", { step: "look", name, file }, limit, turn, onRead);
      this.#kept.set(file, /** @type {any} */ (found));
      return /** @type {any} */ (found);
    } catch (error) {
      if (!(error instanceof EngineProblem) || !["slow", "crash"].includes(error.kind)) throw error;
      return { name, size: file.size, sha256: "", format: "", remarks: [`It could not be looked at: ${error.message}`], total: "" };
    }
  }
}
