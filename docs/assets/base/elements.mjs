// Making elements, and handing files to the browser.

/**
 * A new element with properties, data attributes and contents. Texts stay texts; contents that are null, undefined or false
 * are left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Omit<Partial<HTMLElementTagNameMap[K]>, "dataset"> & { dataset?: Record<string, string> }} [properties]
 * @param {...(Node | string | null | undefined | false)} contents
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties, ...contents) {
  const { dataset, ...own } = properties ?? {};
  const made = Object.assign(document.createElement(tag), own);
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
