// Lighthouse on many pages in one Chromium, as on a slow phone: one line of JSON a page.
//   node lighthouse.mjs CHROMIUM ORIGIN PAGE...

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";

const [chromium, origin, ...pages] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];

const profile = mkdtempSync(join(tmpdir(), "audit-"));
const browser = spawn(chromium, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
const port = await new Promise((found, failed) => {
  let said = "";
  browser.stderr.on("data", (data) => {
    said += data;
    const match = /127\.0\.0\.1:(\d+)\//.exec(said);
    if (match) found(Number(match[1]));
  });
  browser.on("exit", () => failed(new Error(`Chromium ended: ${said}`)));
});

const audited = async (/** @type {string} */ page) =>
  (await lighthouse(`${origin}/${page}`, { port, output: "json", logLevel: "error", onlyCategories: CATEGORIES })).lhr;

try {
  for (const page of pages) {
    const first = await audited(page);
    // A browser that has just started may miss the paint of its first page. What fails twice has no figures, and says why.
    const { categories, audits, runtimeError } = first.runtimeError ? await audited(page) : first;
    const figure = (/** @type {string} */ id) => audits[id].numericValue ?? 0;
    const lost = Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1).map(({ id }) => id),
    );
    console.log(
      JSON.stringify({
        page,
        scores: CATEGORIES.map((id) => Math.round(categories[id].score * 100)),
        paint: Math.round(figure("first-contentful-paint")),
        shift: figure("cumulative-layout-shift"),
        bytes: figure("total-byte-weight"),
        lost: [...new Set(lost), ...(runtimeError ? [runtimeError.code] : [])],
      }),
    );
  }
} finally {
  browser.removeAllListeners("exit");
  browser.kill();
  await new Promise((ended) => browser.once("close", ended));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
