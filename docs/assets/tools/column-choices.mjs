// Which column of a listing is what: what was recognized, what has to be asked, and a preview with a choice above each column.
// What a reader chose is remembered for files of the same shape: letters and names of fields, nothing of the file's content.

import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { EngineProblem } from "../engine/engine.mjs";
import { namedBytes } from "./chosen-files.mjs";
import { Refused, refusalWords } from "./refused.mjs";

/**
 * @typedef {{ columns: Record<string, string>, kind?: string, dates?: string, decimals?: string }} Reading how one listing is to be read
 * @typedef {{ letter: string, header: string }} Column
 * @typedef {{ letter: string, header: string, values: string[] }} Candidate a column, several of them, or the lines above the rows
 * @typedef {{ field: string, why: string, option: "column" | "dates" | "decimals" | "kind", candidates: Candidate[] }} Question
 * @typedef {{ place: string, message: string, fix: string }} Remark
 * @typedef {object} Listing as the engine describes it
 * @property {string} name
 * @property {string} shape
 * @property {number} rows
 * @property {string} kind
 * @property {{ id: string, title: string }[]} [kinds] those that it can be, where somebody may choose
 * @property {{ id: string, title: string }[]} fields
 * @property {Record<string, string>} columns letters by field
 * @property {Column[]} headers
 * @property {string[][]} sample
 * @property {Question[]} questions
 * @property {Remark[]} remarks
 */

const MOST_SHAPES = 50;
const MOST_OFFERED = 4;
const LINES_ABOVE = new Map([["group", "the lines above the rows"], ["group2", "the inner lines above the rows"]]);
const store = storage("columns");

/** @returns {Record<string, Reading>} */
function remembered() {
  try {
    return JSON.parse(store.read() ?? "{}");
  } catch {
    return {};
  }
}

/**
 * @param {HTMLElement} root
 * @param {() => import("./tool.mjs").Tool} tool
 * @param {(name: string, file: [string, Uint8Array], reading: Reading) => Promise<Listing>} describe asks the engine about one listing
 */
export function openColumnChoices(root, tool, describe) {
  const place = part(root, "columns");
  /** @type {Set<string>} places whose listings are not described yet */
  const waiting = new Set();
  /** @type {Map<string, { listing: Listing, reading: Reading, box: ReturnType<typeof openBox>, shape: string }>} `shape` is the one before anything was chosen */
  const known = new Map();
  /** @type {Map<string, File>} the file of each listing that is known */
  const files = new Map();
  const changed = () => {
    tool().stale();
    tool().offer();
  };

  /**
   * Shows what was read of the listing in a place.
   * @param {string} name
   * @param {[string, Uint8Array]} file
   * @param {Reading} reading
   * @param {Listing} listing
   * @param {string} shape
   */
  function show(name, file, reading, listing, shape) {
    const before = known.get(name);
    const box = before?.listing.name === listing.name && before.listing.shape === listing.shape ? before.box : openBox(name, (change) => choose(name, file, change));
    if (!box.root.isConnected) place.append(box.root);
    known.set(name, { listing, reading, box, shape });
    box.show(listing, reading);
    if (before && box !== before.box) {
      before.box.root.replaceWith(box.root);
      if (before.listing.name === listing.name) box.focus();
    }
    changed();
  }

  /**
   * Reads the listings that were chosen in a place, as ones of the same shape were read before; forgets those that are gone.
   * One that is refused keeps no other one from being read: the answer is why each of them was refused.
   */
  async function read(/** @type {string} */ inPlace) {
    const several = find(root, `[data-drop=${inPlace}] input`, HTMLInputElement).multiple;
    const chosen = new Map(tool().chosen[inPlace].map((each) => [several ? `${inPlace}/${each.label}` : inPlace, each]));
    for (const [name, { box }] of known) {
      if (name.split("/")[0] !== inPlace || chosen.get(name)?.file === files.get(name)) continue;
      box.root.remove();
      known.delete(name);
    }
    const problems = [];
    for (const [name, each] of chosen) {
      if (known.has(name)) continue;
      try {
        const file = await namedBytes(each);
        const plain = { columns: {} };
        const first = await describe(name, file, plain);
        const before = remembered()[first.shape];
        show(name, file, before ?? plain, before ? await describe(name, file, before) : first, first.shape);
        files.set(name, each.file);
      } catch (error) {
        problems.push(problemWords(error, each.label));
      }
    }
    changed();
    return problems;
  }

  function choose(/** @type {string} */ name, /** @type {[string, Uint8Array]} */ file, /** @type {(reading: Reading, listing: Listing) => Reading} */ change) {
    const state = known.get(name);
    if (!state) return;
    const reading = change(state.reading, state.listing);
    const entries = Object.entries({ ...remembered(), [state.shape]: reading }).slice(-MOST_SHAPES);
    store.write(JSON.stringify(Object.fromEntries(entries)));
    return tool().job.run(async () => {
      show(name, file, reading, await describe(name, file, reading), state.shape);
      return tool().words;
    });
  }

  return {
    /**
     * Describes the listings in places whose files have changed. A file that is chosen meanwhile takes none of them away.
     * @param {string[]} names
     */
    read(names) {
      for (const name of names) waiting.add(name);
      return tool().job.run(async () => {
        const problems = [];
        for (const name of waiting) {
          const refused = await read(name);
          if (!refused.length) waiting.delete(name);
          problems.push(...refused);
        }
        tool().offer();
        if (problems.length) throw new Refused(problems.join("\n"));
        return tool().words;
      });
    },
    /** Whether nothing has to be asked of the listings chosen so far. */
    get ready() {
      return !waiting.size && [...known.values()].every(({ listing }) => !listing.questions.length);
    },
    /** How each listing is to be read, by its place; where a place takes several files, by place and label such as `old/matters.csv`. */
    get readings() {
      return Object.fromEntries([...known].map(([name, { reading }]) => [name, reading]));
    },
  };
}

/** Why one listing was not read; throws what concerns all of them. */
function problemWords(/** @type {unknown} */ error, /** @type {string} */ label) {
  if (error instanceof Refused) return error.message;
  if (error instanceof EngineProblem && ["slow", "crash"].includes(error.kind)) return `${label}: ${refusalWords(error)}`;
  throw error;
}

/**
 * What is shown of one listing.
 * @param {string} name
 * @param {(change: (reading: Reading, listing: Listing) => Reading) => void} choose
 */
function openBox(name, choose) {
  const summary = element("summary");
  const questions = element("div");
  questions.setAttribute("role", "status");
  const remarks = element("ul");
  const kind = element("p", { hidden: true });
  const table = element("table", { className: "tg-table tg-preview" });
  const region = element("div", { className: "tg-scroll", tabIndex: 0 }, table);
  region.setAttribute("role", "region");
  const root = element("details", { className: "tg-details tg-columns", dataset: { listing: name } }, summary, questions, kind, region, remarks);
  /** @type {HTMLSelectElement | null} */
  let kinds = null;
  /** @type {HTMLSelectElement[]} */
  let selects = [];

  function build(/** @type {Listing} */ listing) {
    if (listing.kinds) {
      const options = listing.kinds.map(({ id, title }) => element("option", { value: id }, title));
      const select = element("select", {}, element("option", { value: "" }, "not known"), ...options);
      select.addEventListener("change", () => choose(() => ({ columns: {}, ...(select.value && { kind: select.value }) })));
      kind.replaceChildren(element("label", {}, "Kind of list: ", select));
      kind.hidden = false;
      kinds = select;
    }
    region.setAttribute("aria-label", `The first rows of ${listing.name}`);
    selects = listing.headers.map(({ letter, header }) => {
      const options = listing.fields.map(({ id, title }) => element("option", { value: id }, title));
      const select = element("select", { ariaLabel: ["Column", letter, header].filter(Boolean).join(" ") }, element("option", { value: "" }, "not used"), ...options);
      select.dataset.letter = letter;
      select.addEventListener("change", () => choose((reading, now) => withColumn(reading, now, letter, select.value)));
      return select;
    });
    const titles = listing.headers.map(({ letter, header }) => element("th", { scope: "col" }, header || `column ${letter}`));
    const rows = listing.sample.map((values) => element("tr", {}, ...values.map((value) => element("td", {}, value))));
    table.replaceChildren(
      element("thead", {}, element("tr", {}, ...selects.map((select) => element("td", {}, select))), element("tr", {}, ...titles)),
      element("tbody", {}, ...rows),
    );
  }

  return {
    root,
    /** Leads back to the choice that made this box take the place of another one. */
    focus: () => kinds?.focus(),
    show(/** @type {Listing} */ listing, /** @type {Reading} */ reading) {
      if (!selects.length) build(listing);
      const titleOf = new Map(listing.fields.map(({ id, title }) => [id, title]));
      const used = Object.entries(listing.columns);
      const headerOf = new Map(listing.headers.map(({ letter, header }) => [letter, header || letter]));
      const named = (/** @type {string} */ letters) => letters.split(",").map((letter) => headerOf.get(letter) ?? LINES_ABOVE.get(letter) ?? letter).join(" and ");
      const words = used.map(([field, letters]) => `${titleOf.get(field)}: ${named(letters)}`);
      const asked = listing.questions.length;
      const remarked = listing.remarks.length ? ` ${plural(listing.remarks.length, "remark")} below.` : "";
      summary.textContent = asked ? `${listing.name}: ${plural(asked, "question")} before it can be used` : `${listing.name}: ${plural(listing.rows, "row")}. ${words.join("; ")}.${remarked}`;
      for (const select of selects) {
        const letter = String(select.dataset.letter);
        select.value = used.find(([, letters]) => letters.split(",").includes(letter))?.[0] ?? "";
      }
      if (kinds) kinds.value = listing.kind;
      questions.replaceChildren(...listing.questions.map((question) => ask(question, choose)));
      remarks.replaceChildren(...listing.remarks.map(({ place, message, fix }) => element("li", {}, [place && `${place}:`, message, fix].filter(Boolean).join(" "))));
      if (asked) root.open = true;
    },
  };
}

/**
 * A question in words with its answers; of columns, any other one can be chosen above the preview.
 * @param {Question} question
 * @param {(change: (reading: Reading) => Reading) => void} choose
 */
function ask({ field, why, option, candidates }, choose) {
  const answer = (/** @type {string} */ words, /** @type {(now: Reading) => Reading} */ change) => {
    const button = element("button", { type: "button", className: "tg-button" }, words);
    button.addEventListener("click", () => choose(change));
    return [" ", button];
  };
  const asked = element("p", { className: "tg-warning" }, why);
  if (option === "column") {
    const column = (/** @type {string} */ letters) => (/** @type {Reading} */ now) => ({ ...now, columns: { ...now.columns, [field]: letters } });
    const isLine = LINES_ABOVE.has(candidates[0]?.letter);
    asked.append(
      ...candidates.slice(0, MOST_OFFERED).flatMap((each) => answer(candidateWords(each), column(each.letter))),
      ...(isLine ? answer("a row by itself", column("")) : []),
      candidates.length ? " Or choose above the column, in the preview." : " Choose above the column, in the preview.",
    );
  } else if (option !== "kind") {
    const answers = option === "dates" ? [["MDY", "month first"], ["DMY", "day first"]] : [["point", "1.5"], ["comma", "1,5"]];
    asked.append(...answers.flatMap(([value, words]) => answer(words, (now) => ({ ...now, [option]: value }))));
  }
  return asked;
}

/** @param {Candidate} candidate */
function candidateWords({ letter, header, values }) {
  if (LINES_ABOVE.has(letter)) return String(LINES_ABOVE.get(letter));
  if (letter.includes(",")) return `columns ${letter.replaceAll(",", " and ")}, ${header}`;
  return [`column ${letter}`, header || values[0]].filter(Boolean).join(": ");
}

/**
 * With a column as a field; what the column was before, and the column that the field had, are free.
 * @param {Reading} reading
 * @param {Listing} listing
 * @param {string} letter
 * @param {string} field
 * @returns {Reading}
 */
function withColumn(reading, listing, letter, field) {
  const columns = { ...reading.columns };
  for (const [each, letters] of Object.entries(listing.columns)) if (letters.split(",").includes(letter)) columns[each] = "";
  if (field) columns[field] = letter;
  return { ...reading, columns };
}
