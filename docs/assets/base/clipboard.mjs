// Texts and links to the reader's clipboard.

import { part } from "./find.mjs";

/**
 * Whether the browser copied the text.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Has the button in `root` copy the link to the page as it is filtered now.
 * @param {HTMLElement} root
 */
export function copyLink(root) {
  const status = part(root, "copied");
  part(root, "copy").addEventListener("click", async () => {
    const url = new URL(location.href);
    url.hash = "";
    status.textContent = (await copyText(url.href)) ? "Copied." : "This browser did not copy it. The link is what the address bar shows.";
  });
  root.addEventListener("change", () => (status.textContent = ""));
}
