// Checks several files with the engine, one after the other: a file that cannot be checked does not stop the others.

import { EngineProblem } from "../engine/engine.mjs";
import { allNamedBytes, bytesOf, namedBytes } from "./chosen-files.mjs";
import { accepted, Refused, refusalWords, requireAll } from "./refused.mjs";

/**
 * @typedef {import("../engine/engine.mjs").Engine} Engine
 * @typedef {import("../engine/engine.mjs").Answer} Answer
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {import("./compare-findings.mjs").Finding} Finding
 * @typedef {import("./compare-findings.mjs").Severity} Severity
 * @typedef {import("./result-table.mjs").Totals} Totals
 * @typedef {{ name: string, totals: Totals, correctable: number, findings: Finding[] }} CheckedFile
 * @typedef {{ files: number, unreadable: number } & Record<`${Severity}s`, number>} Summary
 * @typedef {Answer & { files: CheckedFile[], summary: Summary }} CheckAnswer The JSON of `check`.
 */

/**
 * The arguments of `begin`.
 * @param {{ crosswalk: Chosen[], firm: Chosen[] }} chosen
 * @param {string} today
 */
export async function checkSettings({ crosswalk, firm }, today) {
  const known = await allNamedBytes(crosswalk);
  return { today, crosswalk: known, ...(firm.length && { firm: await namedBytes(firm[0]) }) };
}

export class CheckRun {
  #engine;
  #settings;
  #limit;
  #maxBytes;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Chosen[]} */
  #checked = [];
  /** @type {Map<Chosen, string>} */
  #failed = new Map();
  #turn = 0;

  /**
   * @param {Engine} engine
   * @param {{ settings: object, limit: number, maxBytes: number }} options
   *   `settings` for the engine, `limit` in milliseconds and `maxBytes` for each file.
   */
  constructor(engine, { settings, limit, maxBytes }) {
    this.#engine = engine;
    this.#settings = settings;
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  /** The files that could not be checked, each with a sentence that says why. */
  get failed() {
    return this.#failed;
  }

  /** The files that were checked, in their order: that of the files in the answer. */
  get checked() {
    return this.#checked;
  }

  /**
   * The answer for all files together. Calls `onFile` after each, with the findings so far or why there are none. Throws Refused
   * when firm or crosswalk cannot be used, and EngineProblem when the engine cannot start or was cancelled.
   * @param {Chosen[]} files
   * @param {(file: Chosen, found: CheckedFile | undefined, problem: string) => void} onFile
   * @returns {Promise<CheckAnswer>}
   */
  async check(files, onFile) {
    this.#turn = this.#engine.turn;
    await this.#begin();
    for (const file of files) {
      const { found, problem = "" } = await this.#add(file);
      if (found) this.#checked.push(file);
      else this.#failed.set(file, problem);
      onFile(file, found, problem);
    }
    await this.#renew();
    const answer = /** @type {CheckAnswer} */ (await this.#ask("finish", {}));
    requireAll(files.length, answer.files.length + this.#failed.size);
    return answer;
  }

  /**
   * An answer about the files as they were checked, also when a new worker has to check them first.
   * @param {string} method
   * @param {object} args
   */
  async ask(method, args) {
    this.#turn = this.#engine.turn;
    if (await this.#renew()) await this.#ask("finish", {});
    return this.#ask(method, args);
  }

  // Has the worker of now check what was checked so far.
  async #begin() {
    await this.#ask("begin", this.#settings);
    this.#worker = this.#engine.worker;
    for (const file of this.#checked) await this.#ask("add", await fileArguments(file));
  }

  // The same where a new worker has taken the place of one that was stuck or failed.
  async #renew() {
    const isNew = this.#engine.worker !== this.#worker;
    if (isNew) await this.#begin();
    return isNew;
  }

  /**
   * @param {Chosen} chosen
   * @returns {Promise<{ found?: CheckedFile, problem?: string }>}
   */
  async #add(chosen) {
    if (chosen.file.size > this.#maxBytes) {
      const size = Math.round(this.#maxBytes / 1e6);
      return { problem: `It is larger than ${size} MB, the limit for one file. Save only the sheets of the period as a new file.` };
    }
    const args = await fileArguments(chosen).catch((error) => error);
    if (args instanceof Refused) return { problem: args.message };
    try {
      await this.#renew();
      const { files } = await this.#ask("add", args);
      return { found: files[0] };
    } catch (error) {
      if (error instanceof EngineProblem && ["slow", "crash"].includes(error.kind)) return { problem: refusalWords(error) };
      throw error;
    }
  }

  /**
   * @param {string} method
   * @param {object} args
   */
  async #ask(method, args) {
    return accepted(await this.#engine.ask(method, args, this.#limit, this.#turn));
  }
}

async function fileArguments(/** @type {Chosen} */ chosen) {
  return { name: chosen.file.name, label: chosen.label, data: await bytesOf(chosen) };
}
