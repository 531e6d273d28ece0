// Starts the packed engine in Node, as the worker does, and imports every module of our own that it holds:
//   node import-all.mjs PYODIDE ENGINE
// Writes the names that cannot be imported with the reason, as JSON.

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [pyodide, engine] = process.argv.slice(2).map((path) => resolve(path));
const unpacked = (/** @type {string} */ name) => new Uint8Array(gunzipSync(readFileSync(join(engine, `${name}.bin`))));
const library = join(mkdtempSync(join(tmpdir(), "engine-")), "python.zip");
writeFileSync(library, unpacked("python.zip"));
const { loadPyodide, version } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14", version };
let extractDir = "";
const python = await loadPyodide({
  indexURL: `${pyodide}/`,
  stdLibURL: library,
  lockFileContents: { info, packages: {} },
  fsInit: (/** @type {unknown} */ _, /** @type {{ sitePackages: string }} */ { sitePackages }) => (extractDir = sitePackages),
});
python.FS.writeFile("/packages.zip", unpacked("packages.zip"));
python.pyimport("sys").path.append("/packages.zip");
python.unpackArchive(unpacked("core.zip"), "zip", { extractDir });
const failed = python.runPython(`
import importlib, json, pathlib
root = pathlib.Path("${extractDir}")
names = sorted(
    ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
    for path in (root / "template_builder").rglob("*.pyc")
)
failed = {}
for name in names:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed[name] = f"{type(error).__name__}: {error}"
json.dumps([len(names), failed])
`);
process.stdout.write(failed);
