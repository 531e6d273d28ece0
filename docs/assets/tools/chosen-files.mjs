// Files that a reader chooses or drops on the page, each with a label that tells it from the others.

import { find, part } from "../base/find.mjs";
import { fileLabels } from "./file-labels.mjs";
import { Refused } from "./refused.mjs";

/** @typedef {{ file: File, label: string }} Chosen */

/**
 * A place for files. `onChange` gets those just chosen, never an empty list; where one file is allowed, the last.
 * @param {HTMLElement} zone
 * @param {(files: Chosen[]) => void} onChange
 */
export function dropZone(zone, onChange) {
  const input = find(zone, "input[type=file]", HTMLInputElement);
  const names = part(zone, "chosen");
  const take = (/** @type {FileList | null | undefined} */ list) => {
    const files = [...(list ?? [])].slice(input.multiple ? 0 : -1);
    if (!files.length) return;
    const labels = fileLabels(files.map(({ name }) => name));
    names.textContent = labels.join(", ");
    zone.toggleAttribute("data-filled", true);
    onChange(files.map((file, place) => ({ file, label: labels[place] })));
  };
  const takeInput = () => {
    take(input.files);
    input.value = ""; // so that the same file can be chosen again after it was corrected
  };
  input.addEventListener("change", takeInput);
  takeInput(); // before this script had started, or brought back by the browser

  let depth = 0;
  const moved = (/** @type {number} */ change) => (/** @type {Event} */ event) => {
    event.preventDefault();
    depth += change;
    zone.toggleAttribute("data-over", depth > 0);
  };
  zone.addEventListener("dragenter", moved(1));
  zone.addEventListener("dragleave", moved(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    moved(-1)(event);
    take(event.dataTransfer?.files);
  });
}

/** A file dropped beside its place would replace the page, and what was done on it. */
export function ignoreOtherDrops() {
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

/**
 * The bytes of a chosen file. Throws Refused.
 * @param {Chosen} chosen
 */
export async function bytesOf({ file, label }) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Refused(`${label} has changed or moved since it was chosen. Choose it again.`);
  }
}

/**
 * A chosen file as the engine takes it: its label and its bytes.
 * @param {Chosen} chosen
 * @returns {Promise<[string, Uint8Array]>}
 */
export async function namedBytes(chosen) {
  return [chosen.label, await bytesOf(chosen)];
}
