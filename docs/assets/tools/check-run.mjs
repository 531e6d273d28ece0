// Checks several files with the engine, one after the other, so that a file that cannot be checked does no harm to others.

export class Refused extends Error {}

export class CheckRun {
  #engine;
  #settings;
  #limit;
  #most;
  #worker;
  #added = [];
  #failed = new Map();

  // `settings` are {firm, crosswalk, today} for the engine, `limit` milliseconds for a file, `most` bytes of one.
  constructor(engine, { settings, limit, most }) {
    this.#engine = engine;
    this.#settings = settings;
    this.#limit = limit;
    this.#most = most;
  }

  // The files that could not be checked, each with a sentence that says why.
  get failed() {
    return this.#failed;
  }

  // The files that were checked, in their order.
  get added() {
    return this.#added;
  }

  // The JSON of `check` for all files together, {file, label} each. Calls `told(JSON or undefined, label, sentence)` after each
  // file. Throws Refused when firm or crosswalk cannot be used, and EngineProblem when the engine cannot start or was cancelled.
  async check(files, told) {
    await this.#begin();
    for (const file of files) {
      const { found, failed } = await this.#add(file);
      if (failed) this.#failed.set(file, failed);
      else this.#added.push(file);
      told(found, file.label, failed);
    }
    const all = await this.#finished();
    requireAll(files.length, all.files.length + this.#failed.size);
    return all;
  }

  // An answer about the files as they were checked, also when another worker has to be told of them first.
  async ask(name, args) {
    if (this.#engine.generation !== this.#worker) {
      await this.#begin();
      for (const file of this.#added) await this.#ask("add", await given(file));
      await this.#finished();
    }
    return this.#ask(name, args);
  }

  async #begin() {
    await this.#engine.start();
    await this.#ask("begin", this.#settings);
    this.#worker = this.#engine.generation;
  }

  async #finished() {
    return this.#ask("finish", {});
  }

  async #add(file) {
    if (file.file.size > this.#most) {
      const size = Math.round(this.#most / 1e6);
      return { failed: `It is larger than ${size} MB, the most that is read. Save only the sheets of the period as a file of their own.` };
    }
    try {
      const data = await given(file);
      if (this.#engine.generation !== this.#worker) {
        await this.#begin();
        for (const earlier of this.#added) await this.#ask("add", await given(earlier));
      }
      const { files } = await this.#ask("add", data);
      return { found: files[0] };
    } catch (error) {
      if (error instanceof Refused || ["start", "cancelled"].includes(error.kind)) throw error;
      return { failed: inWords(error) };
    }
  }

  async #ask(name, args) {
    const answer = await this.#engine.ask(name, args, this.#limit);
    if (answer.refused) throw new Refused(answer.refused);
    return answer;
  }
}

// As many files must come out as went in.
export function requireAll(given, taken) {
  if (taken !== given) throw new Refused(`${given} files were chosen and ${taken} came back, so nothing is shown. Please report this.`);
}

// A chosen file, {file, label}, as the engine takes it.
async function given({ file, label }) {
  return { name: file.name, label, data: await bytes({ file, label }) };
}

export async function pair(chosen) {
  return [chosen.label, await bytes(chosen)];
}

async function bytes({ file, label }) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Refused(`${label} has changed or moved since it was chosen. Choose it again.`);
  }
}

export function inWords(error) {
  switch (error.kind) {
    case "slow":
      return `${error.message} Allow more time, or save it anew in your spreadsheet program and try again.`;
    case "crash":
      return `The check stopped on an error of its own (${error.message}). The file is not changed. Save it anew in your spreadsheet program and try again, and tell whoever hosts this site.`;
    default:
      return error.message;
  }
}
