// Starts the components of the page side by side. One that cannot start leaves the others, and its own HTML, as they are; the
// words that say so are in the HTML already, and the script in the head of the page shows them.

/** @type {(selector: string, root?: ParentNode) => HTMLElement[]} */
const all = (selector, root = document) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/**
 * @param {HTMLElement} root
 * @param {Promise<unknown>} [before]
 */
async function start(root, before) {
  const { module: name } = root.dataset;
  try {
    // Where the build has put the module: it names those of the page in the head.
    const [link] = /** @type {HTMLLinkElement[]} */ (all(`link[data-name="${name}"]`));
    const module = await import(link.href);
    await before;
    await module.start(root); // some fetch data first; what shows without scripts stays until they have it
    for (const part of all("[data-script]", root)) part.hidden = false;
    for (const part of [...all("[data-noscript]", root), ...all(`[data-not-started="${name}"]`)]) part.hidden = true;
    root.dataset.started = "";
  } catch (error) {
    dispatchEvent(new CustomEvent("not-started", { detail: name }));
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

const isFirst = (/** @type {HTMLElement} */ { dataset }) => "first" in dataset;
const roots = all("[data-module]");
// Those marked `data-first` change what the others read: the others load at the same time and wait, however those end.
const first = Promise.all(roots.filter(isFirst).map((root) => start(root)));
for (const root of roots) if (!isFirst(root)) start(root, first);
