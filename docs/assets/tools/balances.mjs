// The page `Tie out balances`: the old listing, Clio's report and the crosswalk in, what ties and what does not, the workbook.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { allNamedBytes, namedBytes } from "./chosen-files.mjs";
import { openColumnChoices } from "./column-choices.mjs";
import { resultTable, tableOrClean } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/** @typedef {Record<"state" | "number" | "display" | "client" | "account" | "old" | "new" | "difference" | "to_enter" | "advice", string> & { notes: string[] }} Line */
/** @typedef {{ account: string, rows: number, tied: number, counts: string[], old: string, new: string, to_enter: string }} Account */
/** @typedef {{ about: string, text: string }} Remark */

const LISTINGS = ["old", "new"];

const amount = (/** @type {string} */ title, /** @type {"old" | "new" | "difference" | "to_enter"} */ key) => ({ title, number: true, whole: true, of: (/** @type {Line} */ row) => row[key] });

/** @type {import("./result-table.mjs").Column<Line>} */
const ACCOUNT = { title: "Account", of: (row) => row.account };
/** @type {import("./result-table.mjs").Column<Line>[]} */
const LINES = [
  { title: "Matter or client", of: (row) => [row.number, row.display, row.client].filter(Boolean).join(", ") },
  ACCOUNT,
  amount("At the cut-off", "old"),
  amount("In Clio", "new"),
  amount("Difference", "difference"),
];
const TO_ENTER = amount("To enter", "to_enter");
/** @type {import("./result-table.mjs").Column<Line>} */
const ADVICE = { title: "What to do", of: (row) => row.advice };
/** @type {import("./result-table.mjs").Column<Line>[]} */
const OPEN = [LINES[0], { title: "What, and what to do", of: (row) => [[row.state, row.notes.join(" ")].filter(Boolean).join(". "), element("br"), element("strong", {}, row.advice)] }, ...LINES.slice(1), TO_ENTER];
/** @type {import("./result-table.mjs").Column<Account>[]} */
const ACCOUNTS = [
  { title: "Account", of: (row) => row.account },
  { title: "Rows", number: true, of: (row) => String(row.rows) },
  { title: "Tied", number: true, of: (row) => String(row.tied) },
  { title: "Not tied", of: (row) => row.counts.join(", ") || "none" },
  { title: "Old listing", number: true, whole: true, of: (row) => row.old },
  { title: "Clio", number: true, whole: true, of: (row) => row.new },
  { title: "To enter", number: true, whole: true, of: (row) => row.to_enter },
];

/** @param {HTMLElement} root */
export function start(root) {
  const kinds = part(root, "kind");
  const kind = () => String(/** @type {HTMLInputElement} */ (kinds.querySelector(":checked")).value);
  const choices = openColumnChoices(
    root,
    () => tool,
    async (name, file, reading) => (await tool.ask("balances", { kind: kind(), [name]: file, readings: { [name]: reading } })).lists[name],
  );
  const tool = startTool(root, {
    work: () => compare(),
    show,
    ready: () => choices.ready,
    onChosen: (names) => choices.read(names.filter((name) => LISTINGS.includes(name))),
  });

  /** @param {Record<string, string>} [accounts] Clio's name of each old one */
  async function compare(accounts = {}) {
    const { old, new: clio, crosswalk, money_log: log } = tool.chosen;
    return tool.ask("balances", {
      kind: kind(),
      old: await namedBytes(old[0]),
      new: await namedBytes(clio[0]),
      crosswalk: await allNamedBytes(crosswalk),
      ...(kind() === "trust" && log.length && { money_log: await namedBytes(log[0]) }),
      readings: choices.readings,
      accounts,
    });
  }

  function show(/** @type {import("../engine/engine.mjs").Answer} */ answer) {
    part(root, "exchanged").hidden = !answer.exchanged;
    part(root, "exchanged").textContent = answer.exchanged;
    part(root, "which").hidden = !answer.which;
    part(root, "tied").hidden = !!answer.which;
    if (answer.which) askAccounts(answer.which);
    else showTied(answer);
  }

  function showTied(/** @type {import("../engine/engine.mjs").Answer} */ { complete, verdict, accounts, open, missing, equal, attention, remarks }) {
    const columns = (/** @type {typeof LINES} */ all) => (accounts.length > 1 ? all : all.filter((column) => column !== ACCOUNT));
    part(root, "verdict").textContent = verdict;
    part(root, "verdict").className = complete ? "tg-ties" : "tg-warning";
    part(root, "summary").replaceChildren(resultTable("By account", ACCOUNTS, accounts));
    part(root, "open").replaceChildren(tableOrClean("What does not tie", columns(OPEN), open, "Nothing differs."));
    part(root, "attention").replaceChildren(...attention.map(item));
    fold("missing-rows", `Not in Clio yet: ${missing.length}`, missing, columns([...LINES, TO_ENTER, ADVICE]));
    fold("equal", `Rows that tie: ${equal.length}`, equal, columns(LINES));
    part(root, "remarks").replaceChildren(...remarks.map(item));
  }

  /**
   * Rows that are many and look alike, folded; hidden where there are none.
   * @param {string} name
   * @param {string} title
   * @param {Line[]} rows
   * @param {typeof LINES} columns
   */
  function fold(name, title, rows, columns) {
    const details = part(root, name);
    details.hidden = !rows.length;
    details.replaceChildren(element("summary", {}, title), resultTable(title, columns, rows));
  }

  function askAccounts(/** @type {{ old: string[], clio: string[] }} */ { old, clio }) {
    const rows = old.map((name) => {
      const none = element("option", { value: "" }, "not in Clio’s report");
      const select = element("select", { name }, none, ...clio.map((each) => element("option", { value: each }, each)));
      return element("label", {}, `${name} is `, select);
    });
    part(root, "accounts").replaceChildren(...rows.map((row) => element("p", {}, row)));
  }

  part(root, "again").addEventListener("click", () => {
    const selects = [.../** @type {NodeListOf<HTMLSelectElement>} */ (part(root, "accounts").querySelectorAll("select"))];
    return tool.run(() => compare(Object.fromEntries(selects.map(({ name, value }) => [name, value]))));
  });
  kinds.addEventListener("change", () => {
    part(root, "money-log").hidden = kind() !== "trust";
    tool.stale();
    choices.read(LISTINGS.filter((name) => tool.chosen[name].length));
  });
}

const item = (/** @type {Remark} */ { about, text }) => element("li", {}, `${about}: ${text}`);
