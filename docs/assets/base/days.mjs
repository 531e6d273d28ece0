// Days as texts such as "2027-01-14": no time of day, no zone, so no clock change can move one.
// The same as template_builder/common/days.py. Pure, except for `today`.

/** @typedef {string} Day A day such as "2027-01-14". */

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MS = 86400000;

const parsed = (/** @type {Day} */ day) => Date.parse(`${day}T00:00:00Z`);
const text = (/** @type {number} */ ms) => new Date(ms).toISOString().slice(0, 10);
const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/**
 * Whether a value is a day that exists, such as 2028-02-29, within the years that a plan may span.
 * @param {unknown} day
 * @returns {day is Day}
 */
export function isDay(day) {
  return typeof day === "string" && /^20\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(parsed(day)) && text(parsed(day)) === day;
}

/**
 * @param {Day} day
 * @param {number} count
 * @returns {Day}
 */
export const addDays = (day, count) => text(parsed(day) + count * MS);

/**
 * @param {Day} first
 * @param {Day} last
 */
export const daysBetween = (first, last) => Math.round((parsed(last) - parsed(first)) / MS);

/**
 * 0 is Sunday.
 * @param {Day} day
 */
export const weekday = (day) => new Date(parsed(day)).getUTCDay();

/** @param {Day} day */
export const isWeekend = (day) => weekday(day) % 6 === 0;

/**
 * @param {Day} day
 * @param {Set<Day>} closed
 */
export const isBusinessDay = (day, closed) => !isWeekend(day) && !closed.has(day);

/**
 * The business day `count` steps away; 0 keeps the day even when it is no business day.
 * @param {Day} day
 * @param {number} count
 * @param {Set<Day>} closed
 * @returns {Day}
 */
export function addBusinessDays(day, count, closed) {
  let at = parsed(day);
  for (let left = Math.abs(count); left > 0; ) {
    at += count > 0 ? MS : -MS;
    if (new Date(at).getUTCDay() % 6 && !closed.has(text(at))) left -= 1;
  }
  return text(at);
}

/**
 * The business days after `first` up to and including `last`.
 * @param {Day} first
 * @param {Day} last
 * @param {Set<Day>} closed
 */
export function businessDaysBetween(first, last, closed) {
  const days = [];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (isBusinessDay(day, closed)) days.push(day);
  return days;
}

/**
 * Whether a day is this day of its month; the last one, when the month is shorter.
 * @param {Day} day
 * @param {number} number
 */
export function isDayOfMonth(day, number) {
  const own = Number(day.slice(8));
  return own === number || (own < number && addDays(day, 1).slice(5, 7) !== day.slice(5, 7));
}

/**
 * A date nobody can misread, such as "Thu 14 Jan 2027"; any other text stays as it is.
 * @param {string} day
 */
export function dayLabel(day) {
  if (!isDay(day)) return day;
  const [year, month, number] = day.split("-").map(Number);
  return `${WEEKDAYS[weekday(day)]} ${number} ${MONTHS[month - 1]} ${year}`;
}

/**
 * The day of a moment in the time zone of this computer; "" for what is no moment.
 * @param {Date | string} moment
 * @returns {Day | ""}
 */
export function dayOf(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "" : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Today, by the clock of this computer. */
export const today = () => dayOf(new Date());

/**
 * A moment in the time zone of this computer, such as "Thu 14 Jan 2027, 9:30".
 * @param {Date | string} moment
 */
export function momentLabel(moment) {
  const date = new Date(moment);
  return `${dayLabel(dayOf(moment))}, ${date.getHours()}:${two(date.getMinutes())}`;
}

/**
 * Orders days, the earliest first.
 * @param {Day} a
 * @param {Day} b
 */
export const byDay = (a, b) => (a < b ? -1 : Number(a > b));
