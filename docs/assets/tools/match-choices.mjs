// The rows of a proposed crosswalk: what is proposed for each, and what the reader decides.

import { element } from "../base/elements.mjs";
import { resultTable } from "./result-table.mjs";

/**
 * @typedef {{ at: number, reason: string }} Candidate
 * @typedef {{ number: string, client?: string, description?: string, responsible?: string, state: "certain" | "likely" | "open", remark: string, candidates: Candidate[] }} Match
 * @typedef {[name: string, client: string, description: string, responsible: string]} InClio
 * @typedef {ReturnType<typeof openMatches>} Matches
 */

const NONE = "none"; // decided: it is not in Clio
const WORDS = { certain: "Certain", likely: "Likely", open: "Open" };

/**
 * The rows with a choice each. `decided` holds what the reader decided, as places in Clio's list; null where it is not in Clio.
 * @param {string} what the title of the column with what the old list says
 * @param {Match[]} matches
 * @param {InClio[]} clio
 * @param {string} name what one types for another one: its number or its name
 * @param {string} listId the id of the list of names that may be typed
 * @param {() => void} onChange
 */
export function openMatches(what, matches, clio, name, listId, onChange) {
  /** @type {Map<number, number | null>} */
  const decided = new Map();
  const places = new Map(clio.map(([each], at) => [each.toLowerCase(), at]));
  const label = (/** @type {number} */ at) => clio[at].filter(Boolean).join(" \u00b7 ");
  const proposed = (/** @type {Match} */ match) => (match.state === "open" ? undefined : match.candidates[0]?.at);

  /** The place in Clio's list that a row has now; null for none there, undefined while it is open. */
  function chosen(/** @type {number} */ number) {
    if (decided.has(number)) return decided.get(number);
    return matches[number].state === "certain" ? proposed(matches[number]) : undefined;
  }

  /** Rows that have the same one of Clio's, by its place. */
  function shared() {
    /** @type {Map<number, string[]>} */
    const rows = new Map();
    matches.forEach((match, number) => {
      const at = chosen(number);
      if (typeof at === "number") rows.set(at, [...(rows.get(at) ?? []), match.number]);
    });
    return new Map([...rows].filter(([, numbers]) => numbers.length > 1));
  }

  function choice(/** @type {number} */ number) {
    const match = matches[number];
    const now = chosen(number);
    const offered = match.candidates.map(({ at }) => at);
    if (typeof now === "number" && !offered.includes(now)) offered.push(now);
    const select = element(
      "select",
      { ariaLabel: `${match.number} in Clio` },
      match.state !== "certain" && element("option", { value: "" }, "not decided"),
      ...offered.map((at) => element("option", { value: String(at), selected: at === now }, label(at))),
      element("option", { value: "other" }, "another one of Clio"),
      element("option", { value: NONE, selected: now === null }, "not in Clio"),
    );
    const typed = element("input", { type: "text", ariaLabel: `${name} in Clio for ${match.number}`, placeholder: `${name} in Clio`, hidden: true });
    typed.setAttribute("list", listId);
    const said = element("span", { className: "tg-sub", dataset: { said: "" } });
    said.setAttribute("role", "status");
    const decide = (/** @type {number | null | undefined} */ at) => {
      if (at === undefined) decided.delete(number);
      else decided.set(number, at);
      onChange();
    };
    select.addEventListener("change", () => {
      typed.hidden = select.value !== "other";
      if (!typed.hidden) return typed.focus();
      said.textContent = "";
      decide(select.value === "" ? undefined : select.value === NONE ? null : Number(select.value));
    });
    typed.addEventListener("change", () => {
      const at = places.get(typed.value.trim().toLowerCase());
      said.textContent = at === undefined ? `Clio's list has no ${typed.value}.` : label(at);
      decide(at);
    });
    const first = proposed(match);
    const showAccepted = () => {
      if (accept) accept.textContent = select.value === String(first) ? "Accepted" : "Accept";
    };
    const accept = match.state === "likely" && first !== undefined && element("button", { type: "button", className: "tg-button" }, "Accept");
    if (accept) {
      accept.setAttribute("aria-label", `Accept ${label(Number(first))} for ${match.number}`);
      accept.addEventListener("click", () => {
        select.value = String(first);
        typed.hidden = true;
        decide(first);
        showAccepted();
      });
      select.addEventListener("change", showAccepted);
    }
    const words = accept ? element("p", {}, label(Number(first)), " ", accept) : "";
    return [words, select, typed, said].filter(Boolean);
  }

  return {
    decided,
    shared,
    label,
    get open() {
      return matches.filter((_, number) => chosen(number) === undefined).length;
    },
    /** The table of the rows of some states. */
    table(/** @type {string} */ caption, /** @type {Match["state"][]} */ states) {
      const rows = matches.map((match, number) => ({ match, number })).filter(({ match }) => states.includes(match.state));
      if (!rows.length) return null;
      return resultTable(
        caption,
        [
          { title: what, of: ({ match }) => [match.number || "no number", about(match)] },
          { title: "In Clio", of: ({ number }) => choice(number) },
          { title: "Why", of: ({ match }) => why(match) },
        ],
        rows,
      );
    },
  };
}

/** @param {Match} match */
const about = ({ client, description, responsible }) => element("span", { className: "tg-sub" }, [client, description, responsible].filter(Boolean).join(" \u00b7 "));

/** @param {Match} match */
function why({ state, remark, candidates }) {
  const found = [WORDS[state], candidates[0]?.reason].filter(Boolean).join(": ");
  return [`${found}.`, remark].filter(Boolean).join(" ");
}
