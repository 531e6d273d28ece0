// Runs Python in a worker: loads what the build has packed, then asks one Python object by name. Holds no Python source.
// In:  {start: {base, epoch}} once, then {ask, args}. Out: {loaded} while loading, {ready}, {answer, files, memory}, {problem}.

const PACKED = ".bin";
const PACKAGES = "/lib/packages.zip"; // Python imports from it as it is
const NEEDED = ["pyodide.asm.wasm", "python.zip", "packages.zip", "core.zip"];
const TYPES = { ".wasm": "application/wasm" };
let python;
let api;
let loaded = 0;

// Pyodide fetches its files itself. Here each is unpacked on the way, and its bytes are counted. All are asked for at once.
function unpackingFetch(base) {
  const plain = self.fetch.bind(self);
  const asked = new Map(NEEDED.map((name) => [name, plain(base + name + PACKED)]));
  for (const response of asked.values()) response.catch(() => {}); // told to whoever waits for it
  const counter = () =>
    new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.length;
        postMessage({ loaded });
        controller.enqueue(chunk);
      },
    });
  return async (address) => {
    const name = String(address).slice(base.length);
    const response = await asked.get(name);
    if (!response.ok) throw new Error(`${name} is missing on the server (${response.status})`);
    const body = response.body.pipeThrough(counter()).pipeThrough(new DecompressionStream("gzip"));
    const type = TYPES[name.slice(name.lastIndexOf("."))] ?? "application/octet-stream";
    return new Response(body, { headers: { "Content-Type": type } });
  };
}

// The policy of a page binds a worker that the page starts from a blob:, and no other. So this one runs nowhere else, and
// loads from its own site only, whoever starts it.
function refuseElsewhere(base) {
  if (location.protocol !== "blob:" || new URL(base).origin !== location.origin) {
    throw new Error("The engine runs in pages of its own site only.");
  }
}

async function start({ base, epoch }) {
  refuseElsewhere(base);
  self.fetch = unpackingFetch(base);
  const archive = async (name) => new Uint8Array(await (await fetch(base + name)).arrayBuffer());
  const archives = Promise.all(["packages.zip", "core.zip"].map(archive));
  archives.catch(() => {}); // told below, when it is awaited
  const [{ loadPyodide, version }, { default: createPyodideModule }] = await Promise.all(
    ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(base + name)),
  );
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14", version };
  let extractDir;
  python = await loadPyodide({
    indexURL: base,
    createPyodideModule,
    stdLibURL: `${base}python.zip`,
    lockFileContents: { info, packages: {} },
    fsInit: (_, { sitePackages }) => (extractDir = sitePackages),
    stdout() {},
    stderr() {},
  });
  const [packages, core] = await archives;
  python.FS.writeFile(PACKAGES, packages);
  python.pyimport("sys").path.append(PACKAGES);
  python.unpackArchive(core, "zip", { extractDir });
  api = python.pyimport("template_builder.browser").Api(epoch);
}

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
      const said = ask(data.ask, data.args);
      const memory = python._module.HEAPU8.byteLength;
      postMessage({ ...said, memory }, Object.values(said.files).map((file) => file.buffer));
    }
  } catch (error) {
    postMessage({ problem: error.type ?? error.name, message: String(error.message).trim().split("\n").at(-1) });
  }
});
