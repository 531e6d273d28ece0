// Files of an import of which nothing can be taken. They stop it, until somebody corrects them or decides to build without them.

import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { Refused } from "./refused.mjs";

/**
 * @param {HTMLElement} root
 * @param {(labels: string[]) => void} onLeaveOut takes the files off the list, and goes on
 */
export function openUnusable(root, onLeaveOut) {
  const box = part(root, "unusable");
  const button = part(root, "leave-out");
  /** @type {string[]} */
  let labels = [];
  button.addEventListener("click", () => onLeaveOut(labels));

  return {
    hide() {
      box.hidden = true;
    },
    /**
     * Throws Refused with a line for each file, where there is any, and offers to go on without them.
     * @param {[label: string, why: string][]} found
     * @param {number} all how many files there are
     */
    refuse(found, all) {
      labels = [...new Set(found.map(([label]) => label))];
      if (!labels.length) return;
      box.hidden = labels.length === all;
      button.textContent = `Take ${plural(labels.length, "file")} off the list, and build without ${labels.length === 1 ? "it" : "them"}`;
      throw new Refused([...found.map(([, why]) => why), "Nothing is exported until every file can be read."].join("\n"));
    },
  };
}
