// The guide as data: assets/guide/guide.json, which macros/guide/guide_json.py writes.

import { placeOf } from "./storage.mjs";

/**
 * @typedef {"cut-off" | "export" | "hand-over" | "expected-completion" | "import-confirmed" | "review-end" | "sign-off"} Anchor What dates are counted from.
 * @typedef {{ anchor: Anchor, offset: number, business: boolean, label: string }} Due
 * @typedef {{ id: string, text: string, short?: string, role: string, due: Due, needs: string[], noReturn: boolean, daily?: boolean, regions?: string[], date?: string, planned?: string }} Item
 *   `short` is what others call it once it is done; `date` is its day in the firm's own plan, `planned` what that says of it already; `daily`: to be done on each business day of its phase until it is due;
 *   `regions`: those that it concerns, where that is not all.
 * @typedef {{ id: string, title: string, items: Item[] }} Section
 * @typedef {{ id: string, version: number, title: string, href: string, sections: Section[] }} Checklist
 * @typedef {{ order: string[], signOff: string, closed: string[], checklists: Checklist[], firstDay: Omit<Checklist, "sections"> & { items: Pick<Item, "id" | "text">[] }, retired: Record<string, string | null> }} Guide
 *   `signOff` is the day that the firm's own plan names for it, or ""; `closed` holds the days off of the firm's own plan, `order` every id in date order; `retired` leads from an id of earlier versions to the one that replaced it, or to null.
 */

/**
 * The JSON at an address. Throws where the server does not send it.
 * @param {URL} address
 */
export async function loadJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.json();
}

/** @returns {Promise<Guide>} */
export const loadGuide = () => loadJson(new URL("../guide/guide.json", import.meta.url));

/**
 * Every item in reading order.
 * @param {Pick<Guide, "checklists">} guide
 */
export const guideItems = ({ checklists }) => checklists.flatMap(({ sections }) => sections.flatMap(({ items }) => items));

/**
 * The address of an item on the page of its checklist.
 * @param {Pick<Checklist, "href">} checklist
 * @param {Pick<Item, "id">} item
 */
export const itemAddress = ({ href }, { id }) => new URL(`../../${href}#item-${id}`, import.meta.url).href;

/**
 * The items by id, as merging.mjs and the tools need them; `known` holds the places of the guide's lists. `itemOf` finds what an
 * entry is about: one of a single person has an id that goes on after a colon.
 */
export async function guideData() {
  const { checklists, firstDay, retired } = await loadGuide();
  /** @type {Map<string, Item & { phase: string, link: string }>} */
  const items = new Map();
  /** @type {Record<string, import("./storage.mjs").Place>} */
  const places = {};
  for (const checklist of checklists) {
    for (const item of checklist.sections.flatMap(({ items }) => items)) {
      items.set(item.id, { ...item, phase: checklist.title, link: itemAddress(checklist, item) });
      places[item.id] = placeOf(checklist);
    }
  }
  const own = new Map(firstDay.items.map((item) => [item.id, { text: item.text, phase: firstDay.title, link: itemAddress(firstDay, item) }]));
  /** @type {(id: string) => { text: string, phase: string, link: string } | undefined} */
  const itemOf = (id) => items.get(id.split(":")[0]) ?? own.get(id.split(":")[0]);
  return { items, itemOf, places, retired, known: [...new Set(Object.values(places)), placeOf(firstDay)] };
}
