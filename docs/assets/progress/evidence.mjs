// A name, a date and a note with each tick: shown under the item, edited in its details. Pages that show items load this once a
// reader opens one or there is something to show. The row of a box is the `.tg-item` or `li` around it.

import { isDay } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { storage } from "../base/storage.mjs";
import { itemWords, SETTLE } from "./disagreement-words.mjs";
import { change } from "./entries.mjs";
import { ownerOf } from "./persons.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { storedPeople } from "./stored-progress.mjs";
import { answerWords, evidenceWords, tickWords } from "./tick-words.mjs";

const FIELDS = /** @type {const} */ (["by", "on", "note"]);
const LONGEST = 2000;
const PAGE = new URL("../../tools/progress/", import.meta.url).href;
const name = storage("name");
const people = storage("people");
const replica = storage("replica");
const attended = new WeakSet();
/** @type {Promise<unknown> | undefined} */
let style;
const isOwn = (/** @type {{ r: string }} */ { r }) => ownerOf(r) === replica.read();

/**
 * @typedef {import("./ticking.mjs").Ticking} Ticking
 * @typedef {import("./view.mjs").View} View
 */

/**
 * @param {Ticking} ticks
 * @param {HTMLInputElement[]} boxes
 */
export function start(ticks, boxes) {
  const fresh = boxes.filter((box) => !attended.has(box));
  if (!fresh.length) return;
  style ??= styled();
  const rows = fresh.map((box) => attend(ticks, box));
  const render = () => rows.forEach((each) => each());
  ticks.watch(render);
  for (const { watch } of [name, people]) watch(render);
  render();
}

// Ends once the style sheet is there or cannot be had. A form without it is too wide, and moves the page when it comes.
function styled() {
  const link = element("link", { rel: "stylesheet", href: new URL("./evidence.css", import.meta.url).href });
  const arrived = new Promise((done) => (link.onload = link.onerror = done));
  document.head.append(link);
  return arrived;
}

function attend(/** @type {Ticking} */ ticks, /** @type {HTMLInputElement} */ box) {
  attended.add(box);
  const id = box.dataset.item ?? "";
  const row = box.closest(".tg-item") ?? box.closest("li");
  if (!row) throw new Error(`no row around ${id}`);
  const details = row.querySelector("details") ?? row.appendChild(folded());
  const line = element("p", { className: "tg-evidence" });
  details.before(line);
  /** @type {ReturnType<typeof formFor> | undefined} */
  let form;

  function render() {
    const found = view(ticks.entry(id), "", storedPeople());
    const words = [tickLine(found), noteLine(found)].filter(Boolean).join("\n");
    const disputed = hasDisagreement(found);
    line.replaceChildren(words);
    if (disputed) line.append(words && " ", dispute(found));
    line.hidden = !words && !disputed;
    form?.show(found.evidence);
  }

  const unfold = async () => {
    if (!details.open || form) return;
    form = formFor(ticks, id, box.labels?.[0]?.textContent ?? id);
    await style;
    details.append(form.root);
    render();
  };
  details.addEventListener("toggle", unfold);
  unfold();
  return render;
}

// Who ticked the item; or who took the tick back, if that was someone else.
function tickLine(/** @type {View} */ { done, by, when, day, ticks }) {
  if (ticks.length > 1) return "";
  if (done) return by ? tickWords({ done, by, when, day }) : "";
  return by && !isOwn(ticks[0]) ? answerWords(ticks[0]) : "";
}

// The name in it is that of the person who did the item; the writer is named if that is another person.
function noteLine(/** @type {View} */ { evidence, notes: [note] }) {
  if (!evidence) return "";
  const other = note.writer && note.writer !== evidence.by && (evidence.by || !isOwn(note));
  return evidenceWords(evidence) + (other ? ` (written by ${note.writer})` : "");
}

function folded() {
  return element("details", { className: "tg-details" }, element("summary", { textContent: "Name, date, note" }));
}

function dispute(/** @type {View} */ { ticks }) {
  return element("strong", {}, `${itemWords({ ticks })} `, element("a", { href: `${PAGE}#disagreements`, textContent: SETTLE }));
}

function formFor(/** @type {Ticking} */ ticks, /** @type {string} */ id, /** @type {string} */ label) {
  const inputs = {
    by: element("input", { type: "text", autocomplete: "off", maxLength: 200 }),
    on: element("input", { type: "date" }),
    note: element("textarea", { rows: 2, maxLength: LONGEST }),
  };
  inputs.by.setAttribute("list", names());
  const field = (/** @type {string} */ words, /** @type {HTMLElement} */ input) => element("label", { className: "tg-field" }, `${words} `, input);
  const signature = element("p", { className: "tg-tools-note" });
  const legend = element("legend", {}, "Who did it, when, and where it is filed", element("span", { className: "tg-hidden" }, `: ${label}`));
  const root = element(
    "fieldset",
    { className: "tg-evidence-form" },
    legend,
    field("Name", inputs.by),
    field("Date", inputs.on),
    field("Note", inputs.note),
    signature,
  );

  /** What each field had last without anybody typing, which is blank for a day of another form: what differs was typed. */
  const shown = { by: "", on: "", note: "" };
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let waiting = 0;
  function save() {
    clearTimeout(waiting);
    waiting = 0;
    const before = ticks.entry(id).evidence;
    const valueOf = (/** @type {typeof FIELDS[number]} */ key) => (inputs[key].value === shown[key] ? (before?.[key] ?? "") : inputs[key].value.trim());
    const given = { by: valueOf("by"), on: valueOf("on"), note: valueOf("note") };
    if (FIELDS.some((key) => given[key] !== (before?.[key] ?? ""))) ticks.put([id], (state, id, stamp) => change(state, id, given, stamp));
  }
  root.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  });
  root.addEventListener("change", ({ target }) => {
    save();
    const by = inputs.by.value.trim();
    if (target === inputs.by && by && !name.read()) name.write(by);
  });
  addEventListener("pagehide", save);

  return {
    root,
    // Leaves the fields alone while someone is typing.
    show(/** @type {View["evidence"]} */ evidence) {
      if (waiting) return;
      for (const key of FIELDS) {
        const text = evidence?.[key] ?? "";
        inputs[key].value = key === "on" && !isDay(text) ? "" : text;
        shown[key] = inputs[key].value;
      }
      const signed = name.read() ? `Your ticks are signed ${name.read()}. ` : "Your ticks are not signed with a name. ";
      const link = element("a", { href: `${PAGE}#your-name`, textContent: name.read() ? "Change" : "Sign them" });
      signature.replaceChildren("This stays in this browser and in your backups. ", signed, link);
    },
  };
}

// The reader's own name, as a suggestion in every form of the page.
function names() {
  const id = "tg-names";
  if (!document.getElementById(id)) {
    const list = document.body.appendChild(element("datalist", { id }));
    const fill = () => list.replaceChildren(...(name.read() ? [element("option", { value: name.read() ?? "" })] : []));
    name.watch(fill);
    fill();
  }
  return id;
}
