// Starts Pyodide in Node and lets Python pack the archives; what is packed and how stands in packing/.
//   node pack.mjs PYODIDE WHEELS PACKAGE OUTPUT

import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodide, wheels, core, output] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));
// Always the same order of sets, and no columns for tracebacks: the same bytes, and fewer.
const env = { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" };
const python = await loadPyodide({ indexURL: `${pyodide}/`, env });
const folders = { "/engine/packing": join(dirname(fileURLToPath(import.meta.url)), "packing"), "/pyodide": pyodide, "/wheels": wheels };
for (const [place, folder] of Object.entries({ ...folders, "/core/template_builder": core, "/output": output })) {
  python.FS.mkdirTree(place);
  python.mountNodeFS(place, folder);
}
const sys = python.pyimport("sys");
sys.path.append("/engine");
const { Path } = python.pyimport("pathlib");
const { pack } = python.pyimport("packing");
pack(Path("/pyodide"), Path("/wheels"), Path("/core/template_builder"), Path("/output"));
