// Why something was not done, in words for the reader.

import { EngineProblem } from "../engine/engine.mjs";

/** A file that cannot be used, or an answer of the engine that says so. Its message is meant for the reader. */
export class Refused extends Error {}

/**
 * The answer of the engine. Throws Refused where it refuses the question.
 * @template {{ refused?: string }} T
 * @param {T} answer
 */
export function accepted(answer) {
  if (answer.refused) throw new Refused(answer.refused);
  return answer;
}

/**
 * Throws Refused unless as many files came back as were chosen.
 * @param {number} chosen
 * @param {number} returned
 */
export function requireAll(chosen, returned) {
  if (returned !== chosen) throw new Refused(`${chosen} files were chosen and ${returned} came back, so nothing is shown. Please report this.`);
}

/**
 * What a Refused or an EngineProblem says to the reader.
 * @param {Error} error
 */
export function refusalWords(error) {
  const kind = error instanceof EngineProblem ? error.kind : "";
  if (kind === "slow") return `${error.message} Allow more time, or save the file again in your spreadsheet program and try again.`;
  if (kind === "crash") {
    return `The check stopped because of an error in this program (${error.message}). Your file is not changed. Save it again in your spreadsheet program and try again. Please tell whoever hosts this site.`;
  }
  return error.message;
}
