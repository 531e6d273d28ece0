// The page's side of the worker: starts it, asks it one question at a time, and puts a fresh one in its place when it
// is stuck, has stopped on an error, was cancelled, or holds too much memory.

// The files in the folder of the engine.
export const FILES = ["pyodide.mjs", "pyodide.asm.mjs", ...["pyodide.asm.wasm", "python.zip", "packages.zip", "core.zip"].map((name) => `${name}.bin`)];

const MOST_MEMORY = 300_000_000;
const START_LIMIT = 120_000;

export class EngineProblem extends Error {
  // `kind`: start (cannot be started at all), slow, crash, cancelled.
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

export class Engine {
  #base;
  #epoch;
  #worker = null;
  #ready = null;
  #fail = null;
  #memory = 0;
  #tell;

  // `tell` hears {state: "loading", loaded}, {state: "ready"} and {state: "failed", reason}.
  constructor({ base, epoch, tell }) {
    this.#base = base;
    this.#epoch = epoch;
    this.#tell = tell;
  }

  // Which worker is at work; a page that has told it something tells the next one again.
  get generation() {
    return this.#worker;
  }

  // Bytes that the worker held when it last answered.
  get memory() {
    return this.#memory;
  }

  start() {
    this.#ready ??= this.#started();
    this.#ready.catch(() => {});
    return this.#ready;
  }

  async #started() {
    this.#tell({ state: "loading", loaded: 0 });
    try {
      for (const needed of ["Worker", "WebAssembly", "DecompressionStream"]) {
        if (!(needed in globalThis)) throw new EngineProblem("start", `This browser has no ${needed}.`);
      }
      this.#worker = newWorker();
      await this.#exchange({ start: { base: this.#base, epoch: this.#epoch } }, START_LIMIT, (data) => data.ready);
      this.#tell({ state: "ready" });
    } catch (error) {
      const { kind = "start", message } = error;
      if (kind !== "cancelled") this.#tell({ state: "failed", reason: message });
      throw new EngineProblem(kind === "cancelled" ? kind : "start", message);
    }
  }

  // The answer to one question, with the files `made` by name. Raises EngineProblem; `refused` in an answer is no problem.
  async ask(name, args = {}, limit = 60_000) {
    await this.start();
    const data = await this.#exchange({ ask: name, args }, limit, (data) => data.answer);
    this.#memory = data.memory;
    return { ...data.answer, made: data.files };
  }

  #exchange(message, limit, isAnswer) {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      const done = () => {
        clearTimeout(timer);
        this.#fail = null;
      };
      this.#fail = (kind, words) => {
        done();
        this.#drop();
        reject(new EngineProblem(kind, words));
      };
      const fail = this.#fail;
      const late = () => fail("slow", `It took longer than ${Math.round(limit / 1000)} seconds.`);
      const timer = setTimeout(late, limit);
      worker.onerror = (event) => {
        event.preventDefault();
        fail("crash", event.message || "The worker could not be started.");
      };
      worker.onmessage = ({ data }) => {
        if (data.loaded) return this.#tell({ state: "loading", loaded: data.loaded });
        if (data.problem) return fail("crash", `${data.problem}: ${data.message}`);
        if (isAnswer(data)) {
          done();
          resolve(data);
        }
      };
      worker.postMessage(message);
    });
  }

  // Ends what is going on; the next question starts a fresh worker.
  cancel() {
    this.#fail?.("cancelled", "Cancelled.");
  }

  #drop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#memory = 0;
  }

  // Memory that WebAssembly has once taken it never gives back; only the end of its worker does.
  tidy() {
    if (this.#memory > MOST_MEMORY) {
      this.#drop();
      this.start();
    }
  }
}

// A worker that comes from an address of its own would not be bound by the policy of the page, which forbids any
// request to another host. One that starts from a blob: is.
function newWorker() {
  const source = `import ${JSON.stringify(new URL("./engine-worker.mjs", import.meta.url).href)};`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(address, { type: "module" });
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
