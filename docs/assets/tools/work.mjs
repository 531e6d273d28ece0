// What a tools page shows while it is at work: progress, a way to cancel, what came of it, and what was refused.

import { Refused, inWords } from "./check-run.mjs";
import { finder } from "./parts.mjs";

export function work(root, engine) {
  const find = finder(root);
  const status = find("[data-status]");
  const busy = find("[data-busy]");
  const bar = find("[data-busy-bar]");
  const refused = find("[data-refused]");
  let latest = 0;

  find("[data-cancel]").addEventListener("click", () => engine.cancel());
  find("[data-engine-again]").addEventListener("click", () => engine.start());

  const desk = {
    // Something small besides; it waits for nothing and disturbs nothing.
    async aside(task) {
      if (busy.hidden) await desk.during(0, task);
      else status.textContent = "Still at work. Try again when that is finished.";
    },
    // Milliseconds that one question may take.
    get limit() {
      const field = root.querySelector("[data-limit]");
      return 1000 * (Number(field?.value) || 60);
    },
    say(words) {
      status.textContent = words;
    },
    // Runs `task(progress)` and says what it returns; `steps` is how often it will call progress, 0 where that is not known.
    // What is started meanwhile cancels what was going on.
    async during(steps, task) {
      if (!busy.hidden) engine.cancel();
      const own = ++latest;
      let done = 0;
      refused.hidden = true;
      busy.hidden = false;
      root.setAttribute("aria-busy", "true");
      if (steps) [bar.max, bar.value] = [steps, 0];
      else bar.removeAttribute("value");
      status.textContent = steps > 1 ? `0 of ${steps}` : "At work.";
      const progress = (name) => {
        if (own !== latest) return;
        bar.value = ++done;
        if (steps > 1) status.textContent = `${done} of ${steps}: ${name}`;
      };
      try {
        const words = await task(progress);
        if (own === latest) status.textContent = words;
      } catch (error) {
        if (own !== latest) return;
        if (error.kind === "cancelled") status.textContent = "Cancelled. What was finished is shown.";
        else if (error.kind === "start") status.textContent = "";
        else if (error.kind || error instanceof Refused) {
          status.textContent = "";
          find("[data-refused-text]").textContent = inWords(error);
          refused.hidden = false;
          refused.focus();
        } else throw error;
      } finally {
        if (own === latest) {
          busy.hidden = true;
          root.removeAttribute("aria-busy");
        }
      }
    },
  };
  return desk;
}
