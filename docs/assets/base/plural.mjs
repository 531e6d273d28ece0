/**
 * A number with its noun: "1 item", "2 entries".
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
