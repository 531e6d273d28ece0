// Runs the test files that are named in one process: Node.js takes longer to start than most of them take.

import { pathToFileURL } from "node:url";

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
