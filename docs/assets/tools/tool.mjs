// What every tool page does: it loads the engine, takes the files that its page has places for, asks, shows the answer and
// saves what was made. A page says how to show the answer and, where it asks more than one question, what to ask.

import { download } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { allNamedBytes, dropZone, ignoreOtherDrops } from "./chosen-files.mjs";
import { loadEngine } from "./engine-state.mjs";
import { openJob } from "./job.mjs";
import { accepted } from "./refused.mjs";

/**
 * @typedef {import("../engine/engine.mjs").Answer} Answer
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {(progress: import("./job.mjs").Progress) => Promise<Answer>} Work
 * @typedef {ReturnType<typeof startTool>} Tool
 */

const TYPES = { csv: "text/csv", toml: "text/plain", txt: "text/plain", zip: "application/zip" };

/**
 * Starts a tool. `work` gets the answer that `show` shows; without it the engine is asked by the name of the tool, with every
 * file. `onChosen` gets the names of the places whose files changed, and the files that the reader added; `onSaved` the name
 * of a file that was saved. The button `data-go` starts the work, once every place
 * with `data-needed` has a file and `ready` says so. A button with `data-save` saves the file of that name, where the answer has it.
 * @param {HTMLElement} root
 * @param {{ show: (answer: Answer) => void, work?: Work, onChosen?: (names: string[], added: File[]) => void, onSaved?: (name: string) => void, ready?: () => boolean }} options
 */
export function startTool(root, { show, work, onChosen = () => {}, onSaved = () => {}, ready = () => true }) {
  const engine = loadEngine(root);
  const job = openJob(root, engine);
  const results = part(root, "results");
  const go = /** @type {HTMLButtonElement | null} */ (root.querySelector("[data-go]"));
  const zones = elements(root, "[data-drop]");
  const saves = elements(root, "[data-save]");
  const { names, starts } = JSON.parse(root.dataset.litter ?? '{"names": [], "starts": []}');
  const isLitter = (/** @type {string} */ name) => names.includes(name.toLowerCase()) || starts.some((/** @type {string} */ start) => name.startsWith(start));
  const ofSite = firmOfSite(root.dataset.firm);
  /** @type {Record<string, Chosen[]>} */
  const chosen = Object.fromEntries(zones.map((zone) => [zone.dataset.drop, zone.dataset.drop === "firm" ? ofSite : []]));
  /** @type {Record<string, Uint8Array>} */
  let made = {};
  /** @type {import("./job.mjs").Task | null} what makes the results */
  let making = null;
  /** What the reader is told of results that are no longer shown, until new ones are made. */
  let outdated = "";

  /**
   * The answer of the engine. Throws Refused or EngineProblem.
   * @param {string} method
   * @param {object} args
   * @param {number} [limit] milliseconds
   */
  async function ask(method, args, limit = job.limit) {
    return accepted(await engine.ask(method, args, limit));
  }

  async function askWithEveryFile() {
    /** @type {Record<string, unknown>} */
    const args = {};
    for (const zone of zones) {
      const files = await allNamedBytes(chosen[String(zone.dataset.drop)]);
      if (find(zone, "input", HTMLInputElement).multiple) args[String(zone.dataset.drop)] = files;
      else if (files.length) args[String(zone.dataset.drop)] = files[0];
    }
    return ask(String(root.dataset.module?.split("/").at(-1)), args);
  }

  async function run(/** @type {Work} */ task = work ?? askWithEveryFile) {
    results.hidden = true;
    outdated = "";
    making = async (progress) => {
      const answer = await task(progress);
      made = answer.made;
      for (const button of saves) button.hidden = !(String(button.dataset.save) in made);
      show(answer);
      results.hidden = false;
      leadTo(part(root, "results-title"));
      return "Done. The results are below.";
    };
    await job.run(making);
    engine.tidy();
  }

  /** What was made before something was changed must not be taken for what would be made now. Other jobs go on, such as the reading of a list. */
  function stale() {
    const isMaking = job.isRunning(making);
    if (results.hidden && !isMaking) return;
    if (isMaking) engine.newTurn();
    results.hidden = true;
    made = {};
    outdated = "Something has changed since: start again.";
    job.say(outdated);
  }

  function offer() {
    if (!go) return;
    go.disabled = !ready() || zones.some((zone) => "needed" in zone.dataset && !chosen[String(zone.dataset.drop)].length);
    part(root, "missing").hidden = !go.disabled;
  }

  // Files in several places at once, chosen before this script had started, are one event.
  /** @type {string[]} */
  let fresh = [];
  /** @type {File[]} */
  let arrived = [];
  /** @type {Record<string, import("./chosen-files.mjs").Zone>} */
  const places = {};
  for (const zone of zones) {
    const name = String(zone.dataset.drop);
    const change = (/** @type {Chosen[]} */ files, /** @type {File[]} */ added) => {
      chosen[name] = name === "firm" && !files.length ? ofSite : files;
      if (go) stale(); // a page without that button starts anew by itself
      if (!fresh.length) {
        queueMicrotask(() => {
          const [names, files] = [fresh, arrived];
          [fresh, arrived] = [[], []];
          onChosen(names, files);
          offer(); // once the page knows what it has to read first
        });
      }
      fresh.push(name);
      arrived.push(...added);
    };
    places[name] = dropZone(zone, change, { collect: zone.dataset.collect, isLitter });
  }
  queueMicrotask(offer);
  go?.addEventListener("click", () => run());
  part(root, "engine-again").addEventListener("click", () => engine.start().then(job.resume, () => {}));
  for (const button of saves) {
    const name = String(button.dataset.save);
    button.addEventListener("click", () => {
      save(name, made[name]);
      onSaved(name);
    });
  }
  ignoreOtherDrops();
  return {
    ask,
    chosen,
    engine,
    job,
    offer,
    places,
    run,
    stale,
    /** What a small job, such as the reading of a list, leaves the reader with. */
    get words() {
      return outdated;
    },
    /** Whether everything that is needed is there. */
    get canRun() {
      return Boolean(go && !go.disabled);
    },
  };
}

/**
 * The firm's file that the site was built with, as far as everybody may see it; nothing in a site that is no firm's.
 * @param {string} [text]
 * @returns {Chosen[]}
 */
function firmOfSite(text) {
  const name = "the firm of this site";
  return text ? [{ file: new File([JSON.parse(text)], "firm.toml"), label: name, path: name }] : [];
}

const elements = (/** @type {HTMLElement} */ root, /** @type {string} */ selector) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/**
 * Hands a file that the engine has made to the browser's downloads.
 * @param {string} name
 * @param {Uint8Array} data
 */
export function save(name, data) {
  const ending = /** @type {keyof typeof TYPES} */ (name.split(".").at(-1));
  download(name, TYPES[ending] ?? "application/octet-stream", /** @type {BlobPart} */ (data));
}

// Takes the reader to the results: eyes, keyboard and screen reader alike.
function leadTo(/** @type {HTMLElement} */ heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}
