// Dates and ticks in words. Pure; a moment is told in the time zone of the computer.

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number) => String(number).padStart(2, "0");

// The day of a moment: 2027-01-14.
export function dayOf(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "" : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

// Thu 14 Jan 2027, as everywhere in the guide; what is no date stays as it is.
export function dayLabel(day) {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const weekday = DAYS[new Date(`${day}T00:00Z`).getUTCDay()];
  return weekday && year ? `${weekday} ${Number(date)} ${MONTHS[month - 1]} ${year}` : day;
}

// Thu 14 Jan 2027, 9:30
export function momentLabel(moment) {
  const date = new Date(moment);
  return `${dayLabel(dayOf(moment))}, ${date.getHours()}:${two(date.getMinutes())}`;
}

export function tickWords({ done, by, when }) {
  const day = dayOf(when);
  return done ? `Ticked${day && ` ${dayLabel(day)}`}${by ? ` by ${by}` : ""}` : "Open";
}

export function evidenceWords({ by, on, note }) {
  return [by, dayLabel(on), note].filter(Boolean).join(" · ");
}

// Name and date of an item for the record: what was written down, else who ticked it and when.
export function doneBy({ done, by, when, evidence }) {
  return { by: evidence?.by || (done && by) || "", on: evidence?.on || (done ? dayOf(when) : "") };
}

export function plural(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
