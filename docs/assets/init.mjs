// Starts the components of the page side by side. One that cannot start leaves the others, and its own HTML, as they are; the
// words that say so are in the HTML already.

/**
 * @param {HTMLElement} root
 * @param {Promise<unknown>} [before]
 */
async function start(root, before) {
  const name = root.dataset.module ?? "";
  try {
    const module = await import(addressOf(name));
    await before;
    if ("started" in root.dataset) return;
    root.dataset.started = "";
    await module.start(root); // some fetch data first; what shows without scripts stays until they have it
    setHidden(document.querySelectorAll(`[data-not-started="${name}"]`), true);
    setHidden(root.querySelectorAll("[data-script]"), false);
    setHidden(root.querySelectorAll("[data-noscript]"), true);
  } catch (error) {
    dispatchEvent(new CustomEvent("not-started", { detail: name })); // heard by the script in the head of the page
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Where the build has put a module; it names those of the page in the head.
 * @param {string} name
 */
function addressOf(name) {
  const link = document.querySelector(`link[data-name="${name}"]`);
  if (!(link instanceof HTMLLinkElement)) throw new Error("the page does not name this script");
  return link.href;
}

/**
 * @param {NodeListOf<Element>} parts
 * @param {boolean} hidden
 */
function setHidden(parts, hidden) {
  for (const part of parts) if (part instanceof HTMLElement) part.hidden = hidden;
}

/** @type {HTMLElement[]} */
const roots = [...document.querySelectorAll("[data-module]")];
const isFirst = (/** @type {HTMLElement} */ { dataset }) => "first" in dataset;
// Those marked `data-first` change what the others read: the others load at the same time and wait, however those end.
const first = Promise.all(roots.filter(isFirst).map((root) => start(root)));
for (const root of roots) if (!isFirst(root)) start(root, first);
