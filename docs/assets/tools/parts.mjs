// What the tools pages have in common: the state of the engine, files to choose or drop, tables, files to save.

import { download } from "../base/elements.mjs";
import { Engine, FILES } from "../engine/engine.mjs";
import { keptBy } from "../engine/keeping-engine.mjs";
import { labels } from "./labels.mjs";

export const finder = (root) => (selector) => {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};

// Elements from data: texts stay texts. Attributes that are false or undefined are left out.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

// A table of texts; columns are {title, of, number, whole}: numbers stand right, whole words are not broken. The first
// column heads its row.
export function table(caption, columns, rows, mark = () => ({})) {
  const head = make("tr", {}, ...columns.map(({ title, number }) => make("th", { scope: "col", "data-number": number }, title)));
  const body = rows.map((row, place) => {
    const cells = columns.map(({ title, of, number, whole }, at) => {
      const content = [of(row, place)].flat();
      return at ? make("td", { "data-label": title, "data-number": number, "data-whole": whole }, ...content) : make("th", { scope: "row" }, ...content);
    });
    return make("tr", mark(row, place), ...cells);
  });
  return make("table", { class: "tg-table" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
}

// The engine of the page, with its state told in the box the page has for it. Starts loading at once.
export function engineOf(root) {
  const find = finder(root);
  const box = find("[data-engine-box]");
  const text = find("[data-engine-text]");
  const bar = find("[data-engine-bar]");
  const { engine: address, engineBytes, epoch } = root.dataset;
  const all = Number(engineBytes);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  let ready = false;

  function tell({ state, loaded = 0, reason }) {
    box.dataset.state = state;
    bar.hidden = state !== "loading";
    if (state === "loading") {
      bar.value = loaded / all;
      const part = loaded < all ? `${megabytes(loaded)} of ${megabytes(all)} MB` : "starting";
      text.textContent = `Getting ready: ${part}. You can choose files already.`;
      if (ready) text.textContent = "Starting afresh.";
    } else if (state === "ready") {
      ready = true;
      text.textContent = "Ready.";
      kept.then(() => {
        if (box.dataset.state === "ready") text.textContent = "Ready. From here on this page asks the network for nothing.";
      });
    } else {
      text.textContent = "";
      find("[data-engine-reason]").textContent = reason;
    }
    find("[data-engine-failed]").hidden = state !== "failed";
  }

  const base = new URL(address, location.href).href;
  const engine = new Engine({ base, epoch, tell });
  const started = engine.start().catch(() => {}); // told in the box
  const kept = keptBy(started, FILES.map((name) => base + name));
  return engine;
}

// A place where files are chosen or dropped. `changed` gets them as {file, label}, never an empty list; with one file
// allowed, the last.
export function dropZone(zone, changed) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");
  const take = (files) => {
    const taken = [...files];
    if (!taken.length) return;
    const kept = input.multiple ? taken : taken.slice(-1);
    const names = labels(kept.map((file) => file.name));
    list.textContent = names.join(", ");
    zone.toggleAttribute("data-filled", true);
    changed(kept.map((file, at) => ({ file, label: names[at] })));
  };
  const chosen = () => {
    take(input.files);
    input.value = ""; // so that the same file can be chosen again after it was mended
  };
  input.addEventListener("change", chosen);
  chosen(); // before this script had started, or brought back by the browser

  let depth = 0;
  const over = (change) => (event) => {
    event.preventDefault();
    depth += change;
    zone.toggleAttribute("data-over", depth > 0);
  };
  zone.addEventListener("dragenter", over(1));
  zone.addEventListener("dragleave", over(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    over(-depth)(event);
    take(event.dataTransfer.files);
  });
}

// Takes the reader to what came out: eyes, keyboard and screen reader alike.
export function leadTo(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

// A file dropped beside its place would replace the page, and what was done on it.
export function guardDrops() {
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}

export const save = (name, data, type = "application/octet-stream") => download(name, type, data);

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Today as the reader's calendar has it.
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const counted = (number, word, words = `${word}s`) => `${number} ${number === 1 ? word : words}`;

export function totalsInWords(totals) {
  const time = `${counted(totals.time_rows, "row")} of time, ${totals.hours} hours, ${totals.time_amount}`;
  const expenses = `${counted(totals.expense_rows, "expense")}, ${totals.expense_amount}`;
  return `${time}; ${expenses}; ${counted(totals.note_rows, "note")}`;
}
