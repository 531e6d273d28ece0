// The guide's items from assets/guide/guide.json, as merging.mjs and the tools want them.

export async function guideData() {
  const address = new URL("../guide/guide.json", import.meta.url);
  const { checklists, retired } = await (await fetch(address)).json();
  const items = new Map();
  const places = {};
  for (const { id, version, title, href, sections } of checklists) {
    for (const item of sections.flatMap((section) => section.items)) {
      const link = new URL(`../../${href}#item-${item.id}`, address).href;
      items.set(item.id, { ...item, phase: title, link });
      places[item.id] = `${id}:v${version}`;
    }
  }
  return { items, places, retired, known: [...new Set(Object.values(places))] };
}
