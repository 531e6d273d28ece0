// The page's side of the worker: starts it, asks it one question at a time, and replaces it when it is stuck, has failed, was
// cancelled, or uses too much memory.

import { Download, DownloadProblem } from "./download.mjs";
import { causeOf, lacking } from "./start-problem.mjs";

/**
 * @typedef {{ state: "loading" | "ready" | "failed", loaded?: number, cause?: import("./start-problem.mjs").Cause, reason?: string }} State
 *   `loaded` in bytes; `cause` and `reason` say why it failed.
 * @typedef {{ [key: string]: any, refused?: string, made: Record<string, Uint8Array> }} Answer
 *   What the method of template_builder.browser returns, with the files it made by name; `refused` says why it did not.
 * @typedef {{ ready?: boolean, problem?: string, message?: string, answer?: any, files?: any, memory?: number, damaged?: string }} Message
 *   See engine-worker.mjs.
 */

const MOST_MEMORY = 300_000_000;
const START_LIMIT = 60_000; // milliseconds, once everything is downloaded
const WORKER = new URL("./engine-worker.mjs", import.meta.url).href;
const CANCELLED = "Cancelled. What was finished is shown.";

export class EngineProblem extends Error {
  /**
   * @param {"start" | "slow" | "crash" | "cancelled"} kind `start`: the engine cannot be started at all
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

export class Engine {
  #base;
  #epoch;
  #onState;
  #download;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #ready = null;
  /** @type {((error: Error) => void) | null} ends the question that the worker has */
  #fail = null;
  /** @type {Set<(error: Error) => void>} end those that wait for the start */
  #waiting = new Set();
  /** @type {Promise<unknown>} the question before: a second one at the same time would get its answer */
  #before = Promise.resolve();
  #memory = 0;
  #turn = 0;

  /**
   * @param {{ base: string, sizes: import("./download.mjs").Sizes, epoch: string, onState: (state: State) => void }} options
   *   `base` is the address of its folder, `sizes` has the files in it
   */
  constructor({ base, sizes, epoch, onState }) {
    this.#base = base;
    this.#epoch = epoch;
    this.#onState = onState;
    this.#download = new Download(base, sizes);
  }

  /** The present worker. A new one knows nothing of what the page has told an earlier one. */
  get worker() {
    return this.#worker;
  }

  /** The number of the job that may ask now; see `newTurn`. */
  get turn() {
    return this.#turn;
  }

  /**
   * Ends what is going on, and lets only the next job ask: one that was superseded while it read a file must not speak into
   * what the worker does for the next.
   */
  newTurn() {
    this.#turn += 1;
    this.cancel();
  }

  /** Bytes that the worker used when it last answered. */
  get memory() {
    return this.#memory;
  }

  /** @returns {Promise<void>} */
  start() {
    this.#ready ??= this.#started();
    this.#ready.catch(() => {});
    return this.#ready;
  }

  async #started() {
    const show = (/** @type {number} */ loaded) => this.#onState({ state: "loading", loaded });
    try {
      if (lacking()) throw new Error(lacking());
      const files = await this.#download.all(show);
      this.#worker = newWorker();
      await this.#exchange({ start: { base: this.#base, epoch: this.#epoch, files } }, START_LIMIT, () => this.#end());
      this.#onState({ state: "ready" });
    } catch (error) {
      const { cause, reason } = await causeOf(error, this.#base, WORKER);
      this.#onState({ state: "failed", cause, reason });
      this.#ready = null;
      throw new EngineProblem("start", reason);
    }
  }

  /**
   * The answer to one question, asked once those before are answered. Throws EngineProblem, also where it is another job's turn
   * by now; a question that is `refused` has an answer too.
   * @param {string} name a method of the engine
   * @param {object} args
   * @param {number} limit milliseconds
   * @param {number} turn that of the job that asks
   * @returns {Promise<Answer>}
   */
  ask(name, args = {}, limit = 60_000, turn = this.#turn) {
    const answer = this.#before.then(() => this.#askNow(name, args, limit, turn));
    this.#before = answer.catch(() => {});
    return answer;
  }

  /**
   * @param {string} name
   * @param {object} args
   * @param {number} limit
   * @param {number} turn
   * @returns {Promise<Answer>}
   */
  async #askNow(name, args, limit, turn) {
    await this.#startUnlessCancelled();
    if (turn !== this.#turn) throw new EngineProblem("cancelled", CANCELLED);
    const { answer, files, memory = 0 } = await this.#exchange({ ask: name, args }, limit, () => this.#drop());
    this.#memory = memory;
    return { ...answer, made: files };
  }

  /** @returns {Promise<void>} */
  #startUnlessCancelled() {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      this.start()
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /**
   * @param {object} message
   * @param {number} limit
   * @param {() => void} onFail
   * @returns {Promise<Message>} the answer
   */
  #exchange(message, limit, onFail) {
    return new Promise((resolve, reject) => {
      const worker = /** @type {Worker} */ (this.#worker);
      const done = () => {
        clearTimeout(timer);
        this.#fail = null;
      };
      const fail = (/** @type {Error} */ error) => {
        done();
        onFail();
        reject(error);
      };
      if (!("start" in message)) this.#fail = fail;
      const timer = setTimeout(() => fail(new EngineProblem("slow", `It took longer than ${Math.round(limit / 1000)} seconds.`)), limit);
      worker.onerror = (event) => {
        event.preventDefault();
        fail(new EngineProblem("crash", event.message || "The worker could not be started."));
      };
      worker.onmessage = (/** @type {MessageEvent<Message>} */ { data }) => {
        if (data.damaged) fail(this.#damaged(data.damaged));
        else if (data.problem) fail(new EngineProblem("crash", `${data.problem}: ${data.message}`));
        else {
          done();
          resolve(data);
        }
      };
      worker.postMessage(message);
    });
  }

  #damaged(/** @type {string} */ name) {
    this.#download.forget(name);
    return new DownloadProblem("changed", `${name}: it came damaged.`);
  }

  /** Ends what is going on, but not the start, which goes on for the next question; after a question a new worker starts. */
  cancel() {
    const error = new EngineProblem("cancelled", CANCELLED);
    for (const end of this.#waiting) end(error);
    this.#fail?.(error);
  }

  #drop() {
    this.#end();
    this.#ready = null;
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#memory = 0;
  }

  /** Replaces a worker that uses much memory: WebAssembly returns none before its worker ends. */
  tidy() {
    if (this.#memory > MOST_MEMORY) {
      this.#drop();
      this.start();
    }
  }
}

// The policy of the page forbids any request to another host. It would not bind a worker that comes from an address of its own;
// it does bind one that starts from a blob:.
function newWorker() {
  const source = `import ${JSON.stringify(WORKER)};`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(address, { type: "module" });
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
