// The page `Reassign placeholder time`: a listing and the crosswalk in, rounds and one zip out.

import { Refused, pair } from "./check-run.mjs";
import { counted, dropZone, engineOf, finder, guardDrops, leadTo, make, save, table } from "./parts.mjs";
import { work } from "./work.mjs";

const FIGURES = [
  { title: "Entries", number: true, of: (row) => `${row.entries}` },
  { title: "Hours", number: true, of: (row) => row.hours },
  { title: "Amount", number: true, of: (row) => row.amount },
];
const ROUNDS = [
  { title: "Round", of: (row) => `${row.number}` },
  { title: "Goes to", of: (row) => row.destination },
  { title: "Old numbers", of: (row) => row.old_numbers.join(", ") },
  ...FIGURES,
];
const NOT_MATCHED = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "Why, and what to do", of: (row) => row.reason },
];

export function start(root) {
  const find = finder(root);
  const engine = engineOf(root);
  const desk = work(root, engine);
  const results = find("[data-results]");
  const go = find("[data-go]");
  const given = { listing: [], crosswalk: [] };
  let zip = null;

  async function reassign() {
    results.hidden = true;
    await desk.during(0, async () => {
      const listing = await pair(given.listing[0]);
      const crosswalk = await Promise.all(given.crosswalk.map(pair));
      const answer = await engine.ask("reassign", { listing, crosswalk }, desk.limit);
      if (answer.refused) throw new Refused(answer.refused);
      zip = answer.made["worklist.zip"];
      show(answer);
      return "Done. The rounds follow.";
    });
    engine.tidy();
  }

  function show(answer) {
    const sums = [
      ["listed", answer.listed],
      ["in rounds", answer.in_rounds],
      ["expenses, one by one", answer.in_expenses],
      ["not matched", answer.in_not_matched],
    ];
    find("[data-ties]").textContent = "It ties: rounds, expenses and what is not matched make up the listing.";
    find("[data-total]").replaceChildren(
      ...sums.map(([words, { entries, hours, amount }]) =>
        make("div", {}, make("dt", {}, words), make("dd", {}, `${counted(entries, "entry", "entries")}, ${hours} hours, ${amount}`)),
      ),
    );
    find("[data-rounds]").replaceChildren(
      answer.rounds.length ? table("Rounds", ROUNDS, answer.rounds) : make("p", {}, "No entry can be moved yet."),
    );
    find("[data-not-matched]").replaceChildren(
      answer.not_matched.length ? table("Not matched", NOT_MATCHED, answer.not_matched) : make("p", { class: "tg-clean" }, "Every entry is matched."),
    );
    results.hidden = false;
    leadTo(find("[data-results-title]"));
  }

  function offer() {
    go.disabled = !(given.listing.length && given.crosswalk.length);
    find("[data-missing]").hidden = !go.disabled;
  }

  for (const name of Object.keys(given)) {
    dropZone(find(`[data-drop=${name}]`), (files) => {
      given[name] = files;
      offer();
    });
  }
  offer();
  go.addEventListener("click", reassign);
  find("[data-save]").addEventListener("click", () => save("worklist.zip", zip, "application/zip"));
  guardDrops();
}
