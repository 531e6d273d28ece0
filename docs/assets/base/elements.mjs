// Finding elements of the page, making new ones, and handing files to the browser.

/**
 * The first element in `root` that a selector matches. Throws where there is none, or one of another kind than `kind`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {{ new (): T }} [kind]
 * @returns {T}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * The element with a data attribute, such as `data-save`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @param {{ new (): T }} [kind]
 * @returns {T}
 */
export const part = (root, name, kind) => find(root, `[data-${name}]`, kind);

/**
 * A new element with properties, data attributes and contents. Texts stay texts; contents that are null, undefined or false
 * are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Omit<Partial<HTMLElementTagNameMap[K]>, "dataset"> & { dataset?: Record<string, string> }} [properties]
 * @param {...(Node | string | null | undefined | false)} contents
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, { dataset, ...properties } = {}, ...contents) {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, dataset);
  made.append(...contents.filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/**
 * A text of the guide as contents of an element: `backticks` become code.
 * @param {string} text
 */
export const inline = (text) => text.split("`").map((words, number) => (number % 2 ? element("code", {}, words) : words));

/**
 * Hands a file to the browser's downloads.
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} data
 */
export function download(name, type, data) {
  const url = URL.createObjectURL(new Blob([data], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
