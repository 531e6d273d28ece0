// A handful of questions to Firefox, asked by tests/tools/test_firefox.py: prints one JSON text.
//   node firefox.mjs FIREFOX ORIGIN ELSEWHERE FOLDER WITHOUT_SEARCH KEEP_WORKER
// The last two are scripts: pages that are left at once do not search, as Firefox says in the console what it broke off by that.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [executablePath, origin, elsewhere, folder, withoutSearch, keepWorker] = process.argv.slice(2);
const PATIENCE = { timeout: 90_000 };
const encoded = (name) => [name, readFileSync(join(folder, name)).toString("base64")];

// No process is started before it is needed.
const extraPrefsFirefox = { "dom.ipc.processPrelaunch.enabled": false };

const browser = await puppeteer.launch({ browser: "firefox", executablePath, extraPrefsFirefox, headless: true });
try {
  const page = await browser.newPage();
  const seen = [];
  page.on("console", (message) => seen.push(message.text()));
  page.on("pageerror", (error) => seen.push(error.message));
  const visit = async (url) => {
    await page.goto(`${origin}/${url}`);
    await page.waitForFunction(() => [...document.querySelectorAll("[data-module]")].every((each) => "started" in each.dataset), PATIENCE);
  };

  // Pages of each kind, quietly; a tick is there after a reload.
  const { identifier } = await page.evaluateOnNewDocument(withoutSearch);
  for (const url of ["", "tools/plan/", "tools/progress/", "reference/findings/", "before/"]) await visit(url);
  await page.click("[data-item]");
  await visit("before/");
  const ticked = await page.$eval("[data-item]", (box) => box.checked);

  await page.removeScriptToEvaluateOnNewDocument(identifier);
  await page.evaluateOnNewDocument(keepWorker);
  await visit("tools/check/");
  await page.waitForSelector("[data-engine-box][data-state=ready]", PATIENCE);

  const input = await page.$("#drop-files");
  await input.uploadFile(join(folder, "billie.xlsx"));
  await page.waitForFunction(() => document.querySelector(".tg-said").textContent.startsWith("Done"), PATIENCE);
  const summary = await page.$eval("[data-summary]", (part) => part.textContent);
  const places = await page.$$eval("[data-files] tbody td[data-whole]", (cells) => cells.map((cell) => cell.textContent));

  const files = Object.fromEntries(["billie.xlsx", "crosswalk.xlsx", "firm.toml"].map(encoded));
  const answers = await page.evaluate(async (files) => {
    const bytes = (name) => Uint8Array.from(atob(files[name]), (letter) => letter.charCodeAt(0));
    const file = (name) => [name, bytes(name)];
    const hash = async (data) =>
      [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const ask = (method, args) =>
      new Promise((resolve) => {
        engineWorker.onmessage = ({ data }) => resolve(data);
        engineWorker.postMessage({ ask: method, args });
      });
    await ask("begin", { firm: file("firm.toml"), crosswalk: [file("crosswalk.xlsx")], today: "2027-02-01" });
    await ask("add", { name: "billie.xlsx", data: bytes("billie.xlsx") });
    const { answer: checked } = await ask("finish", {});
    const { files: exported } = await ask("export", {});
    const { files: kit } = await ask("kit", { firm: file("firm.toml") });
    return { checked, hashes: [await hash(exported["import.zip"]), await hash(kit["transition-kit.zip"])] };
  }, files);

  // The same kind of worker as that of the engine tries to ask another host.
  const attempt = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const source = `fetch("${address}", {mode: "no-cors"}).then(() => postMessage("sent"), () => postMessage("refused"));`;
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
      }),
    `${elsewhere}/downloads/SHA256SUMS`,
  );
  const isHeard = () => seen.some((words) => words.includes(elsewhere));
  for (let tries = 0; tries < 200 && !isHeard(); tries += 1) await new Promise((go) => setTimeout(go, 50));
  process.stdout.write(JSON.stringify({ seen, ticked, summary, places, ...answers, attempt }));
} finally {
  await browser.close();
}
