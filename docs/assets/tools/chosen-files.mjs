// Files that a reader chooses or drops on the page, each with a label that tells it from the others.

import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { droppedFiles } from "./dropped-files.mjs";
import { fileLabels } from "./file-labels.mjs";
import { sizeWords } from "./folder-names.mjs";
import { Refused } from "./refused.mjs";

/**
 * @typedef {import("./dropped-files.mjs").Dropped & { about?: string }} Kept `about` is what is known of the file.
 * @typedef {Kept & { label: string }} Chosen
 * @typedef {ReturnType<typeof dropZone>} Zone
 * @typedef {{ collect?: string, isLitter: (name: string) => boolean }} ZoneOptions
 *   `collect` keeps files until they are removed; without it, those chosen last go before. Where it is "renew", a file takes
 *   the place of the only one of its name.
 */

/**
 * A place for files. `onChange` gets all of them, none once the last was removed, and those that the reader has just added;
 * where one file is allowed, the last. One for a whole folder, with `data-folder`, says how many files are in it.
 * @param {HTMLElement} zone
 * @param {(files: Chosen[], added: File[]) => void} onChange
 * @param {ZoneOptions} options
 */
export function dropZone(zone, onChange, { collect, isLitter }) {
  const input = find(zone, "input[type=file]", HTMLInputElement);
  const names = part(zone, "chosen");
  const collects = collect !== undefined;
  const isFolder = "folder" in zone.dataset;
  input.webkitdirectory = isFolder;
  /** @type {Kept[]} */
  let kept = [];
  let litter = 0;
  let problem = "";

  const take = (/** @type {import("./dropped-files.mjs").Dropped[]} */ given, /** @type {string} */ why = "") => {
    const read = given.filter(({ file }) => !isLitter(file.name));
    const left = given.length - read.length;
    if (!given.length && !why) return;
    const found = read.slice(input.multiple ? 0 : -1);
    litter = collects ? litter + left : left;
    problem = why;
    const renewed = collect === "renew" ? found.flatMap(({ file }) => onlyOne(kept, file.name)) : [];
    if (renewed.length) problem = [problem, `${renewed.map(({ file }) => file.name).join(", ")}: the one chosen last takes the place of the earlier one.`].filter(Boolean).join(" ");
    if (found.length) kept = collects ? [...kept.filter((each) => !renewed.includes(each)), ...found] : found;
    changed(found.map(({ file }) => file));
  };
  const remove = (/** @type {number} */ place) => {
    kept = kept.filter((_, each) => each !== place);
    changed();
    const buttons = names.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? input).focus();
  };

  function changed(/** @type {File[]} */ added = []) {
    const labels = fileLabels(kept.map(({ file }) => file.name));
    const files = kept.map((each, place) => ({ ...each, label: labels[place] }));
    const notRead = litter ? `${plural(litter, "file")} that a program left there ${litter === 1 ? "is" : "are"} not read.` : "";
    const said = [notRead, problem].filter(Boolean).join(" ");
    if (collects) {
      names.replaceChildren(
        element("ul", { className: "tg-chosen-list" }, ...files.map((each, place) => item(each, () => remove(place)))),
        said && element("p", {}, said) || "",
      );
    } else names.textContent = [isFolder ? folderWords() : labels.join(", "), said].filter(Boolean).join(". ");
    zone.toggleAttribute("data-filled", kept.length > 0);
    onChange(files, added);
  }

  function folderWords() {
    const size = kept.reduce((sum, { file }) => sum + file.size, 0);
    return kept.length ? `${plural(kept.length, "file")}, ${sizeWords(size)}` : "";
  }

  const takeInput = () => {
    take([...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
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
  zone.addEventListener("drop", async (event) => {
    moved(-1)(event);
    if (!event.dataTransfer) return;
    const { files, problem } = await droppedFiles(event.dataTransfer, isFolder);
    take(files, problem);
  });

  return {
    /** Adds a file that the page has made. */
    put(/** @type {Kept} */ one) {
      kept = [...kept, one];
      changed();
    },
    /** Takes a file out. */
    remove(/** @type {File} */ file) {
      kept = kept.filter((each) => each.file !== file);
      changed();
    },
  };
}

/**
 * The file of this name, unless there are several.
 * @template {{ file: File }} Each
 * @param {Each[]} files
 * @param {string} name
 */
function onlyOne(files, name) {
  const found = files.filter(({ file }) => file.name === name);
  return found.length === 1 ? found : [];
}

/**
 * A file of a list, with a place for what is known of it and a button that takes it out.
 * @param {Chosen} chosen
 * @param {() => void} onRemove
 */
function item({ label, path, file, about = "" }, onRemove) {
  const button = element("button", { type: "button", className: "tg-link", ariaLabel: `Remove ${label}` }, "Remove");
  button.addEventListener("click", onRemove);
  const folder = path.slice(0, -file.name.length).replace(/\/$/, "");
  return element("li", { dataset: { label } }, element("strong", {}, label), folder && ` in ${folder}`, " ", element("span", { className: "tg-sub", dataset: { about: "" } }, about), " ", button);
}

/** A file dropped beside its place would replace the page, and what was done on it. */
export function ignoreOtherDrops() {
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

/**
 * The bytes of a chosen file. Throws Refused.
 * @param {Chosen} chosen
 */
export async function bytesOf({ file, label, unread }) {
  if (unread) throw new Refused(`${label} could not be read: it is locked, or only in the cloud. Open it once, then choose it instead of dropping it.`);
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

/**
 * Several chosen files as the engine takes them. Throws Refused that names each one that cannot be read.
 * @param {Chosen[]} chosen
 */
export async function allNamedBytes(chosen) {
  const read = await Promise.allSettled(chosen.map(namedBytes));
  const problems = read.flatMap((each) => (each.status === "rejected" ? [each.reason.message] : []));
  if (problems.length) throw new Refused(problems.join("\n"));
  return read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}
