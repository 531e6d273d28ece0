// Why the engine does not start, told apart: what the reader has to do differs.

import { DownloadProblem, problemOf } from "./download.mjs";

/**
 * @typedef {"browser" | "updated" | import("./download.mjs").Cause} Cause
 *   `browser`: it cannot run the engine; `updated`: the site is another one than when the page was opened.
 */

const NEEDED = ["Worker", "WebAssembly", "DecompressionStream"];

/** What this browser lacks, in words; empty where it has all that is needed. */
export function lacking() {
  const missing = NEEDED.find((each) => !(each in globalThis));
  return missing ? `This browser has no ${missing}.` : "";
}

/**
 * The cause of a failed start.
 * @param {unknown} error
 * @param {string} base the address of the folder of the engine
 * @param {string} worker the address of the script that runs it
 * @returns {Promise<{ cause: Cause, reason: string }>}
 */
export async function causeOf(error, base, worker) {
  const reason = error instanceof Error ? error.message : String(error);
  if (lacking()) return { cause: "browser", reason };
  const problem = error instanceof DownloadProblem ? error : await problemOfScript(worker);
  if (problem?.cause !== "cut" && (await siteIsUpdated(base))) return { cause: "updated", reason };
  return problem ? { cause: problem.cause, reason: problem.message } : { cause: "browser", reason };
}

/** What is wrong with the script as the server has it now, if anything. */
async function problemOfScript(/** @type {string} */ address) {
  const name = String(address.split("/").at(-1));
  const response = await fetch(address, { cache: "reload" }).catch(() => undefined);
  return response ? problemOf(name, response, true) : new DownloadProblem("cut", `${name} did not come.`);
}

/** Whether the page, as the server has it now, names another engine. */
async function siteIsUpdated(/** @type {string} */ base) {
  const own = base.split("/").at(-2);
  const page = await fetch(location.href, { cache: "no-store" })
    .then((response) => response.text())
    .catch(() => "");
  return page.includes("data-engine=") && !page.includes(`/${own}/`);
}
