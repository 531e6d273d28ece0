// Runs Python in a worker: loads what the build has packed, then calls the methods of one Python object. Contains no Python.
// In:  {start: {base, epoch, files}} once, then {ask, args}. Out: {ready}, {answer, files, memory}, {problem}.

const PACKED = ".bin";
const PACKAGES = "/lib/packages.zip"; // Python imports from it as it is
/** @type {any} */
let python; // Pyodide
/** @type {any} */
let api; // the Python object

/** The error of a file that is not what was sent. */
class Damaged extends Error {
  /**
   * @param {string} file
   * @param {unknown} error
   */
  constructor(file, error) {
    super(`${file}: ${error instanceof Error ? error.message : error}`);
    this.file = file;
  }
}

/**
 * The content of a file, unless the browser had unpacked it already.
 * @param {Record<string, Blob>} files
 * @param {string} name
 */
async function unpacked(files, name) {
  const blob = files[name + PACKED];
  try {
    const [first] = new Uint8Array(await blob.slice(0, 1).arrayBuffer());
    if (first !== 0x1f) return await blob.arrayBuffer();
    return await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch (error) {
    throw new Damaged(name + PACKED, error);
  }
}

// Where WebAssembly fails, Pyodide writes to the console and waits for ever.
function failureOfWebAssembly() {
  const instantiate = WebAssembly.instantiateStreaming;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (...given) => {
      try {
        return await instantiate(...given);
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

// The policy of a page binds a worker that the page starts from a blob:, and no other. So this one runs nowhere else, and
// loads from its own site only, whoever starts it.
function refuseElsewhere(/** @type {string} */ base) {
  if (location.protocol !== "blob:" || new URL(base).origin !== location.origin) {
    throw new Error("The engine runs in pages of its own site only.");
  }
}

async function start(/** @type {{ base: string, epoch: string, files: Record<string, Blob> }} */ { base, epoch, files }) {
  refuseElsewhere(base);
  const types = new Map([["pyodide.asm.wasm", "application/wasm"], ["python.zip", "application/zip"]]);
  const asked = new Map([...types.keys()].map((name) => [base + name, unpacked(files, name)]));
  const archives = Promise.all(["packages.zip", "core.zip"].map((name) => unpacked(files, name)));
  const all = Promise.all([archives, ...asked.values()]);
  all.catch(() => {}); // reported below, when it is awaited
  self.fetch = async (address) => {
    const data = await asked.get(String(address));
    return new Response(data, { headers: { "Content-Type": String(types.get(String(address).slice(base.length))) } });
  };
  const [{ loadPyodide, version }, { default: createPyodideModule }] = await Promise.all(
    ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(base + name)),
  );
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14", version };
  let extractDir = "";
  const failed = Promise.race([failureOfWebAssembly(), all.then(() => new Promise(() => {}))]);
  const loading = loadPyodide({
    indexURL: base,
    createPyodideModule,
    stdLibURL: `${base}python.zip`,
    lockFileContents: { info, packages: {} },
    fsInit: (/** @type {unknown} */ _, /** @type {{ sitePackages: string }} */ { sitePackages }) => (extractDir = sitePackages),
    stdout() {},
    stderr() {},
  });
  python = await Promise.race([loading, failed]);
  const [packages, core] = await archives;
  python.FS.writeFile(PACKAGES, new Uint8Array(packages));
  python.pyimport("sys").path.append(PACKAGES);
  python.unpackArchive(core, "zip", { extractDir });
  api = python.pyimport("template_builder.browser").Api(epoch);
}

/**
 * @param {string} name
 * @param {object} args
 * @returns {{ answer: object, files: Record<string, Uint8Array<ArrayBuffer>> }}
 */
function ask(name, args) {
  const given = python.toPy(args);
  const answer = api.ask(name, given);
  const [json, files] = answer.toJs({ dict_converter: Object.fromEntries });
  answer.destroy();
  given.destroy();
  return { answer: JSON.parse(json), files };
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.start) {
      await start(data.start);
      postMessage({ ready: true });
    } else {
      const result = ask(data.ask, data.args);
      const transfer = Object.values(result.files).map((file) => file.buffer);
      postMessage({ ...result, memory: python._module.HEAPU8.byteLength }, { transfer });
    }
  } catch (thrown) {
    const error = /** @type {Error & { type?: string, file?: string }} */ (thrown); // with the name of Python's exception as its type
    postMessage({ problem: error.type ?? error.name, message: String(error.message).trim().split("\n").at(-1), damaged: error.file });
  }
});
