// Leaving the lines of the past out of a list that may have been edited since it was read. Pure.

const linesOf = (/** @type {string} */ text) => new Set(text.split("\n"));

/**
 * What somebody has of a list, without the lines of the past: every edit stays. Null where that cannot be told apart, as the lines
 * that are left have another form.
 * @param {string} typed
 * @param {string} read the lines as they were read
 * @param {string} current those of them that are not of the past
 */
export function withoutPast(typed, read, current) {
  if (typed === read) return current;
  const [before, left] = [linesOf(read), linesOf(current)];
  if ([...left].some((line) => !before.has(line))) return null;
  const stays = (/** @type {string} */ line) => left.has(line) || !before.has(line);
  return typed.split("\n").filter(stays).join("\n");
}
