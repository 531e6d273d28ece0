// The page's side of the worker: starts it, asks it one question at a time, and replaces it when it is stuck, has failed, was
// cancelled, or uses too much memory.

/**
 * @typedef {{ state: "loading" | "ready" | "failed", loaded?: number, reason?: string }} State
 *   `loaded` in bytes; `reason` why it failed.
 * @typedef {{ [key: string]: any, refused?: string, made: Record<string, Uint8Array> }} Answer
 *   What the method of template_builder.browser returns, with the files it made by name; `refused` says why it did not.
 * @typedef {{ loaded?: number, ready?: boolean, problem?: string, message?: string, answer?: any, files?: any, memory?: number }} Message
 *   See engine-worker.mjs.
 */

/** The files in the folder of the engine. */
export const FILES = ["pyodide.mjs", "pyodide.asm.mjs", ...["pyodide.asm.wasm", "python.zip", "packages.zip", "core.zip"].map((name) => `${name}.bin`)];

const MOST_MEMORY = 300_000_000;
const START_LIMIT = 120_000;
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
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #ready = null;
  /** @type {((kind: EngineProblem["kind"], message: string) => void) | null} */
  #fail = null;
  #memory = 0;
  #turn = 0;

  /** @param {{ base: string, epoch: string, onState: (state: State) => void }} options `base` is the address of its folder */
  constructor({ base, epoch, onState }) {
    this.#base = base;
    this.#epoch = epoch;
    this.#onState = onState;
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
    this.#onState({ state: "loading", loaded: 0 });
    try {
      for (const needed of ["Worker", "WebAssembly", "DecompressionStream"]) {
        if (!(needed in globalThis)) throw new EngineProblem("start", `This browser has no ${needed}.`);
      }
      this.#worker = newWorker();
      await this.#exchange({ start: { base: this.#base, epoch: this.#epoch } }, START_LIMIT);
      this.#onState({ state: "ready" });
    } catch (error) {
      if (error instanceof EngineProblem && error.kind === "cancelled") throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.#onState({ state: "failed", reason });
      throw new EngineProblem("start", reason);
    }
  }

  /**
   * The answer to one question. Throws EngineProblem, also where it is another job's turn by now; a question that is `refused`
   * has an answer too.
   * @param {string} name a method of the engine
   * @param {object} args
   * @param {number} limit milliseconds
   * @param {number} turn that of the job that asks
   * @returns {Promise<Answer>}
   */
  async ask(name, args = {}, limit = 60_000, turn = this.#turn) {
    await this.start();
    if (turn !== this.#turn) throw new EngineProblem("cancelled", CANCELLED);
    const { answer, files, memory = 0 } = await this.#exchange({ ask: name, args }, limit);
    this.#memory = memory;
    return { ...answer, made: files };
  }

  /**
   * @param {object} message
   * @param {number} limit
   * @returns {Promise<Message>} the first message that is neither progress nor a problem
   */
  #exchange(message, limit) {
    return new Promise((resolve, reject) => {
      const worker = /** @type {Worker} */ (this.#worker);
      const done = () => {
        clearTimeout(timer);
        this.#fail = null;
      };
      const fail = (/** @type {EngineProblem["kind"]} */ kind, /** @type {string} */ words) => {
        done();
        this.#drop();
        reject(new EngineProblem(kind, words));
      };
      this.#fail = fail;
      const timer = setTimeout(() => fail("slow", `It took longer than ${Math.round(limit / 1000)} seconds.`), limit);
      worker.onerror = (event) => {
        event.preventDefault();
        fail("crash", event.message || "The worker could not be started.");
      };
      worker.onmessage = (/** @type {MessageEvent<Message>} */ { data }) => {
        if (data.loaded) return this.#onState({ state: "loading", loaded: data.loaded });
        if (data.problem) return fail("crash", `${data.problem}: ${data.message}`);
        done();
        resolve(data);
      };
      worker.postMessage(message);
    });
  }

  /** Ends what is going on; the next question starts a new worker. */
  cancel() {
    this.#fail?.("cancelled", CANCELLED);
  }

  #drop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
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
  const source = `import ${JSON.stringify(new URL("./engine-worker.mjs", import.meta.url).href)};`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(address, { type: "module" });
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
