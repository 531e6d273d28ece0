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
try {
  for (const page of pages) {
    const done = await lighthouse(`${origin}/${page}`, { port, output: "json", logLevel: "error", onlyCategories: CATEGORIES });
    const { categories, audits } = done.lhr;
    const lost = Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1).map(({ id }) => id),
    );
    console.log(
      JSON.stringify({
        page,
        scores: CATEGORIES.map((id) => Math.round(categories[id].score * 100)),
        paint: Math.round(audits["first-contentful-paint"].numericValue),
        shift: audits["cumulative-layout-shift"].numericValue,
        bytes: audits["total-byte-weight"].numericValue,
        lost: [...new Set(lost)],
      }),
    );
  }
} finally {
  browser.removeAllListeners("exit");
  browser.kill();
  await new Promise((ended) => browser.once("close", ended));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
