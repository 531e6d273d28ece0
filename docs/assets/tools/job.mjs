// What a tool page shows while it works: progress, a way to cancel, the outcome, and why something was refused.

import { find, part } from "../base/find.mjs";
import { EngineProblem } from "../engine/engine.mjs";
import { Refused, refusalWords } from "./refused.mjs";

/**
 * @typedef {(done: number, all: number, name?: string, counted?: string) => void} Progress `counted` says how much of how much
 * @typedef {(progress: Progress) => Promise<string>} Task
 * @typedef {ReturnType<typeof openJob>} Job
 */

/**
 * @param {HTMLElement} root
 * @param {import("../engine/engine.mjs").Engine} engine
 */
export function openJob(root, engine) {
  const status = part(root, "status");
  const busy = part(root, "busy");
  const bar = find(root, "[data-busy-bar]", HTMLProgressElement);
  const refused = part(root, "refused");
  let latest = 0;
  /** @type {Task | null} the task that runs, or was the last to run */
  let current = null;
  /** @type {Task | null} the task that is due once the engine has started */
  let unstarted = null;

  part(root, "cancel").addEventListener("click", () => engine.cancel());

  function showProblem(/** @type {unknown} */ error) {
    const kind = error instanceof EngineProblem ? error.kind : "";
    status.textContent = kind === "cancelled" ? /** @type {Error} */ (error).message : "";
    if (kind === "start") unstarted = current; // the box of the engine says why
    if (kind === "cancelled" || kind === "start") return;
    if (!(error instanceof EngineProblem || error instanceof Refused)) throw error;
    part(root, "refused-text").textContent = refusalWords(error);
    refused.hidden = false;
    refused.focus();
  }

  /**
   * Runs a task and shows the words that it returns. It cancels the task before, if that is not finished.
   * @param {Task} task
   */
  async function run(task) {
    engine.newTurn();
    current = task;
    unstarted = null;
    const own = ++latest;
    refused.hidden = true;
    busy.hidden = false;
    root.setAttribute("aria-busy", "true");
    bar.removeAttribute("value");
    status.textContent = "Working...";
    /** @type {Progress} */
    const progress = (done, all, name, counted = `${done} of ${all}`) => {
      if (own !== latest) return;
      [bar.max, bar.value] = [all, done];
      if (all > 1) status.textContent = [counted, name].filter(Boolean).join(": ");
    };
    try {
      const words = await task(progress);
      if (own === latest) status.textContent = words;
    } catch (error) {
      if (own === latest) showProblem(error);
    } finally {
      if (own === latest) {
        busy.hidden = true;
        root.removeAttribute("aria-busy");
      }
    }
  }

  return {
    run,
    /** Runs the task that was given up because the engine had not started, if any. */
    async resume() {
      if (unstarted) await run(unstarted);
    },
    /**
     * Runs a small task, unless another one is running.
     * @param {Task} task
     */
    async runIfFree(task) {
      if (busy.hidden) await run(task);
      else status.textContent = "Still working. Try again in a moment.";
    },
    get isBusy() {
      return !busy.hidden;
    },
    /**
     * Whether a task is the one that runs now.
     * @param {Task | null} task
     */
    isRunning(task) {
      return !busy.hidden && task === current;
    },
    /** Milliseconds that one question may take. */
    get limit() {
      const field = root.querySelector("[data-limit]");
      return 1000 * (Number(field instanceof HTMLInputElement && field.value) || 60);
    },
    say(/** @type {string} */ words) {
      status.textContent = words;
    },
  };
}
