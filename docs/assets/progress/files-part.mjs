// A part of the page that takes backups: files that are chosen, or dropped together with their folder. Shows what would change,
// and how far the work is where there are many.

import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { pacer } from "../base/pace.mjs";
import { plural } from "../base/plural.mjs";
import { droppedFiles } from "../tools/dropped-files.mjs";
import { LARGEST, readBackup } from "./backup.mjs";
import { outcome, REFUSED, UNTIL_LEFT } from "./outcome.mjs";

/**
 * @typedef {import("./backup.mjs").Backup & { file: string }} Chosen A backup with the name of its file.
 * @typedef {(words: string, share: number) => Promise<void>} Tell Says how far the work is, and leaves the page to its reader for a moment.
 * @typedef {object} Proposal What a restore or a merge would do.
 * @property {HTMLElement[]} shown
 * @property {unknown} changes truthy where there is something to apply, with the three that follow
 * @property {string} [button]
 * @property {string} [words] what to say once it is stored
 * @property {() => import("./storing.mjs").Stored} [store]
 * @typedef {(page: import("./progress-page.mjs").Page, files: Chosen[], tell: Tell, preview?: HTMLElement) => Promise<Proposal>} Kind
 *   Makes the proposal of a restore or a merge; `preview` is where a question was answered.
 */

const SOON = 150; // milliseconds: what takes no longer shows no progress

class Stopped extends Error {}

/**
 * @param {import("./progress-page.mjs").Page} page
 * @param {HTMLElement} box
 * @param {Kind} kind
 */
export function filesPart(page, box, kind) {
  const say = outcome(box);
  const input = find(box, "input[type=file]", HTMLInputElement);
  const [refused, preview, busy] = [part(box, "refused"), part(box, "preview"), part(box, "busy")];
  const [bar, busyWords] = [find(busy, "progress", HTMLProgressElement), part(busy, "busy-words")];
  /** @type {Chosen[]} */
  let files = [];
  /** Those that the preview shows: what was answered there stays while it is shown again. */
  let shown = files;
  const inputs = (which = "") => [.../** @type {NodeListOf<HTMLInputElement>} */ (preview.querySelectorAll(`input${which}`))];
  const answerOf = (/** @type {HTMLInputElement} */ { name, value }) => `${name} ${value}`;
  let turn = 0;
  let reading = false;
  /** What somebody has asked to apply: files that are chosen meanwhile wait for it. */
  let applying = Promise.resolve();

  /**
   * The result of some work; nothing where other work of this part began before it had ended.
   * @template T
   * @param {(tell: Tell) => Promise<T>} work
   * @returns {Promise<T | undefined>}
   */
  async function inTurn(work) {
    const mine = ++turn;
    const pause = pacer();
    const since = performance.now();
    try {
      return await work(async (words, share) => {
        if (performance.now() - since > SOON) {
          busy.hidden = false;
          busyWords.textContent = words;
          bar.value = share;
        }
        await pause();
        if (mine !== turn) throw new Stopped();
      });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    } finally {
      if (mine === turn) busy.hidden = true;
    }
  }

  function close() {
    files = [];
    input.value = "";
    turn += 1; // ends what is still at work
    busy.hidden = true;
    return render();
  }

  async function render() {
    if (reading) return;
    preview.hidden = !files.length;
    if (!files.length) return preview.replaceChildren();
    const proposal = await inTurn((tell) => kind(page, files, tell));
    if (!proposal) return;
    const stop = element("button", { type: "button", className: "tg-button" }, proposal.changes ? "Change nothing" : "Close");
    stop.addEventListener("click", () => {
      close();
      input.focus();
    });
    const apply = element("button", { type: "button", className: "tg-button tg-main" }, proposal.button);
    apply.addEventListener("click", () => (applying = applyAgain()));
    const buttons = element("p", { className: "tg-buttons" }, ...(proposal.changes ? [apply] : []), stop);
    const answers = shown === files ? new Set(inputs(":checked").map(answerOf)) : new Set();
    shown = files;
    preview.replaceChildren(...proposal.shown, buttons);
    for (const each of inputs()) each.checked ||= answers.has(answerOf(each));
  }

  // What is stored may have changed since the preview was made.
  async function applyAgain() {
    const proposal = await inTurn((tell) => kind(page, files, tell, preview));
    if (!proposal?.store) return;
    const { kept, back } = proposal.store();
    if (kept === "refused") return say(REFUSED);
    close();
    say([proposal.words, kept === "until left" && UNTIL_LEFT].filter(Boolean).join(" "), back);
  }

  async function take(/** @type {{ file: File, path: string }[]} */ given, problem = "") {
    await applying;
    reading = true;
    const read = await inTurn(async (tell) => {
      const all = [];
      for (const each of given) {
        await tell(`Reading ${all.length + 1} of ${plural(given.length, "file")}`, all.length / given.length);
        all.push(await readFile(each));
      }
      return all;
    });
    if (!read) return; // others were chosen meanwhile
    reading = false;
    const bad = read.flatMap(({ file, problem }) => (problem ? [{ file, problem }] : []));
    files = /** @type {Chosen[]} */ (read.filter(({ problem }) => !problem));
    refused.replaceChildren(...(problem ? [element("p", { className: "tg-warning" }, problem)] : []), ...refusals(bad));
    await page.show();
    say([bad.length && `${plural(bad.length, "file")} refused.`, files.length && "What would change is shown below."].filter(Boolean).join(" "));
    if (files.length) preview.focus();
  }

  const takeInput = (/** @type {HTMLInputElement} */ { files }) => take([...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
  input.addEventListener("change", () => takeInput(input));
  if (input.files?.length) takeInput(input); // chosen before this script had started, or brought back by the browser
  const folder = box.querySelector("[data-folder]");
  if (folder) {
    folder.addEventListener("click", () => {
      const whole = element("input", { type: "file", webkitdirectory: true });
      whole.addEventListener("change", () => takeInput(whole));
      whole.click();
    });
    takeDrops(box, async (transfer) => {
      const { files, problem } = await droppedFiles(transfer, true);
      if (files.length || problem) await take(files, problem);
    });
  }
  return render;
}

/**
 * @param {HTMLElement} box
 * @param {(transfer: DataTransfer) => void} take
 */
function takeDrops(box, take) {
  let depth = 0;
  const moved = (/** @type {number} */ change) => () => box.toggleAttribute("data-over", (depth += change) > 0);
  box.addEventListener("dragenter", moved(1));
  box.addEventListener("dragleave", moved(-1));
  box.addEventListener("drop", ({ dataTransfer }) => {
    moved(-depth)();
    if (dataTransfer) take(dataTransfer);
  });
  // A file dropped beside its place would replace the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

/** @param {{ file: File, path: string }} given */
async function readFile({ file, path }) {
  if (file.size > LARGEST) {
    return { file: path, problem: `It is larger than ${LARGEST / 1e6} MB, so it is not a backup of this guide. It was not read.` };
  }
  try {
    return { file: path, ...readBackup(await file.text()) };
  } catch {
    return { file: path, problem: "It cannot be read: it has changed or moved since it was chosen. Choose it again." };
  }
}

/**
 * Each reason once, with the files that it concerns.
 * @param {{ file: string, problem: string }[]} bad
 */
function refusals(bad) {
  const reasons = [...new Set(bad.map(({ problem }) => problem))];
  return reasons.map((reason) => {
    const names = bad.filter(({ problem }) => problem === reason).map(({ file }) => file);
    return element("p", { className: "tg-warning" }, element("strong", {}, `${names.join(", ")}: `), reason);
  });
}
