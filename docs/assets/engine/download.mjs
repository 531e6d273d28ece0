// Downloads the files of the engine. What has come is kept: another try goes on from there, by a range where the server has
// them. There is a limit on silence and none on the whole, and what went wrong is told by its cause.

/**
 * @typedef {"cut" | "missing" | "changed"} Cause
 *   `cut`: it did not come, or not all of it; `missing`: the server has none; `changed`: something else came in its place.
 * @typedef {Record<string, number[]>} Sizes
 *   Bytes of each file as it is on the server, and once it is unpacked where it is packed.
 */

const SILENCE = 20_000; // milliseconds without a byte of any file
const PAUSE = 1000; // milliseconds before a connection that broke is tried again
const TRIES = 3; // that bring nothing, one after the other
const AGAIN = [416, 429]; // what a server answers that has less than it should, or too much to do
const PACKED = 0x1f; // the first byte of gzip
const UNPACKED = new Map([["wasm", 0x00], ["zip", "P".charCodeAt(0)]]); // the first byte, by the ending

export class DownloadProblem extends Error {
  /**
   * @param {Cause} cause
   * @param {string} message
   */
  constructor(cause, message) {
    super(message);
    this.cause = cause;
  }
}

/**
 * What an answer of the server says against using it, if anything.
 * @param {string} name
 * @param {Response} response
 * @param {boolean} isScript
 */
export function problemOf(name, response, isScript) {
  const type = response.headers.get("Content-Type") ?? "no type";
  if (!response.ok) return new DownloadProblem("missing", `${name}: the server answered ${response.status}.`);
  if (isScript && !type.includes("javascript")) return new DownloadProblem("changed", `${name}: it came as ${type}, which no browser runs.`);
}

export class Download {
  #files;
  #silence;

  /**
   * @param {string} base the address of the folder
   * @param {Sizes} sizes of its files
   * @param {{ silence?: number, pause?: number }} [patience] in milliseconds
   */
  constructor(base, sizes, { silence = SILENCE, pause = PAUSE } = {}) {
    this.#files = Object.entries(sizes).map(([name, own]) => new Part(base, name, own, pause));
    this.#silence = silence;
  }

  /** Bytes that have come so far. */
  get loaded() {
    return this.#files.reduce((sum, file) => sum + file.loaded, 0);
  }

  /**
   * All files by their names, once all are there. Throws DownloadProblem.
   * @param {(loaded: number) => void} onBytes
   * @returns {Promise<Record<string, Blob>>}
   */
  async all(onBytes) {
    const stop = new AbortController();
    let timer = 0;
    const heard = () => {
      clearTimeout(timer);
      timer = Number(setTimeout(() => stop.abort(), this.#silence));
      onBytes(this.loaded);
    };
    /** @type {DownloadProblem[]} */
    const problems = [];
    heard();
    const fetched = this.#files.map((file) =>
      file.fetch(stop.signal, heard).catch((problem) => {
        problems.push(problem);
        stop.abort();
      }),
    );
    await Promise.all(fetched);
    clearTimeout(timer);
    if (problems.length) throw problems[0];
    return Object.fromEntries(this.#files.map((file) => [file.name, file.blob]));
  }

  /** Has a file fetched anew, because what came is not what was sent. */
  forget(/** @type {string} */ name) {
    this.#files.find((file) => file.name === name)?.forget();
  }
}

class Part {
  #url;
  #sizes;
  #pause;
  /** @type {Uint8Array<ArrayBuffer>[]} */
  #parts = [];
  #received = 0;
  #isFirst = true;

  /**
   * @param {string} base
   * @param {string} name
   * @param {number[]} sizes
   * @param {number} pause
   */
  constructor(base, name, sizes, pause) {
    this.name = name;
    this.#url = base + name;
    this.#sizes = sizes;
    this.#pause = pause;
  }

  get #isScript() {
    return this.#sizes.length === 1;
  }

  // Some servers call what is packed a packed transfer: the browser has unpacked it then.
  get #isPacked() {
    return this.#parts[0]?.[0] === PACKED;
  }

  get #size() {
    return this.#isScript || !this.#received || this.#isPacked ? this.#sizes[0] : this.#sizes[1];
  }

  get loaded() {
    return (this.#received * this.#sizes[0]) / this.#size;
  }

  get blob() {
    return new Blob(this.#parts);
  }

  forget() {
    [this.#parts, this.#received] = [[], 0];
  }

  /**
   * @param {AbortSignal} stop
   * @param {() => void} heard
   */
  async fetch(stop, heard) {
    let tries = 0;
    while (this.#received !== this.#size) {
      const before = this.#received;
      try {
        await this.#receive(stop, heard);
      } catch (error) {
        if (error instanceof DownloadProblem) throw error;
      }
      if (this.#received === this.#size) return;
      if (stop.aborted) throw new DownloadProblem("cut", "The server has gone silent.");
      tries = this.#received > before ? 0 : tries + 1;
      if (tries === TRIES) throw new DownloadProblem("cut", `${this.name}: ${this.#received} of ${this.#size} bytes came.`);
      await new Promise((go) => setTimeout(go, this.#pause));
    }
  }

  /**
   * @param {AbortSignal} signal
   * @param {() => void} heard
   */
  async #receive(signal, heard) {
    const headers = this.#received && this.#isPacked ? { Range: `bytes=${this.#received}-` } : undefined;
    const response = await fetch(this.#url, { headers, signal, cache: this.#isFirst ? "default" : "reload" });
    this.#isFirst = false;
    if (response.status >= 500 || AGAIN.includes(response.status)) return;
    const problem = problemOf(this.name, response, this.#isScript);
    if (problem) throw problem;
    const isRest = response.headers.get("Content-Range")?.startsWith(`bytes ${this.#received}-`);
    let skip = isRest ? 0 : this.#received; // a server without ranges begins anew
    const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const fresh = value.subarray(skip);
      skip -= value.length - fresh.length;
      if (fresh.length) this.#add(fresh);
      heard();
    }
  }

  #add(/** @type {Uint8Array<ArrayBuffer>} */ part) {
    const [, ending] = /\.(\w+)\.bin$/.exec(this.name) ?? [];
    const isOurs = this.#received || this.#isScript || [PACKED, UNPACKED.get(ending)].includes(part[0]);
    this.#parts.push(part);
    this.#received += part.length;
    if (isOurs && this.#received <= this.#size) return;
    this.forget();
    throw new DownloadProblem("changed", `${this.name}: something else came in its place.`);
  }
}
