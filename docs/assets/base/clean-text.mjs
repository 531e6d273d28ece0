// Texts of other people, without the characters that nobody sees: controls, and marks that turn the direction of writing. Pure.

const DIRECTION = /\p{Bidi_Control}/gu;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROL_IN_LINES = /[^\P{Cc}\t\n]+/gu;

/**
 * As one line: controls, line breaks among them, become a blank.
 * @param {string} text
 */
export const cleanLine = (text) => text.replace(DIRECTION, "").replace(CONTROL, " ");

/**
 * As lines: tabs and line breaks stay.
 * @param {string} text
 */
export const cleanLines = (text) => text.replace(DIRECTION, "").replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(CONTROL_IN_LINES, " ");
