// Runs Python in a worker: loads what the build has packed, then calls the methods of one Python object. Contains no Python.
// In:  {start: {base, epoch}} once, then {ask, args}. Out: {loaded} while loading, {ready}, {answer, files, memory}, {problem}.

const PACKED = ".bin";
const PACKAGES = "/lib/packages.zip"; // Python imports from it as it is
const NEEDED = ["pyodide.asm.wasm", "python.zip", "packages.zip", "core.zip"];
/** @type {any} */
let python; // Pyodide
/** @type {any} */
let api; // the Python object
let loaded = 0;

// Pyodide fetches its files itself. This unpacks each on the way and counts its bytes. All are requested at once.
function unpackingFetch(/** @type {string} */ base) {
  const plain = self.fetch.bind(self);
  const asked = new Map(NEEDED.map((name) => [name, plain(base + name + PACKED)]));
  for (const response of asked.values()) response.catch(() => {}); // reported to whoever awaits it
  const counter = () =>
    new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.length;
        postMessage({ loaded });
        controller.enqueue(chunk);
      },
    });
  return async (/** @type {unknown} */ address) => {
    const name = String(address).slice(base.length);
    const response = await asked.get(name);
    if (!response?.ok || !response.body) throw new Error(`${name} is missing on the server (${response?.status})`);
    const body = response.body.pipeThrough(counter()).pipeThrough(/** @type {any} */ (new DecompressionStream("gzip")));
    const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(body, { headers: { "Content-Type": type } });
  };
}

// The policy of a page binds a worker that the page starts from a blob:, and no other. So this one runs nowhere else, and
// loads from its own site only, whoever starts it.
function refuseElsewhere(/** @type {string} */ base) {
  if (location.protocol !== "blob:" || new URL(base).origin !== location.origin) {
    throw new Error("The engine runs in pages of its own site only.");
  }
}

async function start(/** @type {{ base: string, epoch: string }} */ { base, epoch }) {
  refuseElsewhere(base);
  self.fetch = unpackingFetch(base);
  const archive = async (/** @type {string} */ name) => new Uint8Array(await (await fetch(base + name)).arrayBuffer());
  const archives = Promise.all(["packages.zip", "core.zip"].map(archive));
  archives.catch(() => {}); // reported below, when it is awaited
  const [{ loadPyodide, version }, { default: createPyodideModule }] = await Promise.all(
    ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(base + name)),
  );
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14", version };
  let extractDir = "";
  python = await loadPyodide({
    indexURL: base,
    createPyodideModule,
    stdLibURL: `${base}python.zip`,
    lockFileContents: { info, packages: {} },
    fsInit: (/** @type {unknown} */ _, /** @type {{ sitePackages: string }} */ { sitePackages }) => (extractDir = sitePackages),
    stdout() {},
    stderr() {},
  });
  const [packages, core] = await archives;
  python.FS.writeFile(PACKAGES, packages);
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
    const error = /** @type {Error & { type?: string }} */ (thrown); // with the name of Python's exception as its type
    postMessage({ problem: error.type ?? error.name, message: String(error.message).trim().split("\n").at(-1) });
  }
});
