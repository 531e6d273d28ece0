// Finding what has to be in the page.

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
