// The imports that were built and saved on this page: one click makes one of them an import that was uploaded before. They are
// remembered by the page alone, until it is closed or loaded again.

import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";

const NAME = "import.zip";

/**
 * @typedef {{ data: Uint8Array, about: string, saved: boolean, file?: File }} Built
 *   `about` says when it was built and what it has; `file` is it in the list of what was uploaded before.
 */

/**
 * @param {HTMLElement} root
 * @param {import("./tool.mjs").Tool} tool
 */
export function openUploadedHere(root, tool) {
  const list = part(root, "built-list");
  const now = part(root, "built-now");
  /** @type {Built[]} */
  let built = [];
  const uploaded = () => built.filter(({ file }) => file && tool.chosen.after.some((each) => each.file === file));

  function mark(/** @type {Built} */ one) {
    one.file = new File([/** @type {BlobPart} */ (one.data)], NAME, { type: "application/zip" });
    tool.places.after.put({ file: one.file, path: NAME, about: one.about });
    tool.job.say(`${NAME} counts as uploaded. Drop a late or a corrected workbook: what is new in it is built at once.`);
    find(root, "#drop-files").focus();
  }

  /** A button that says of an import that it was uploaded. */
  function button(/** @type {Built} */ one) {
    const made = element("button", { type: "button", className: "tg-button" }, "I have uploaded this");
    made.addEventListener("click", () => mark(one));
    return made;
  }

  function render() {
    const uploadedNow = uploaded();
    const waiting = built.filter((one) => one.saved && !uploadedNow.includes(one));
    const latest = built.at(-1);
    const offered = latest && waiting.includes(latest) ? [latest] : [];
    now.replaceChildren(...offered.flatMap((one) => ["Once Clio has taken all of its files: ", button(one)]));
    now.hidden = !offered.length;
    list.replaceChildren(...waiting.map((one) => element("li", {}, `${NAME}, ${one.about} `, button(one))));
    part(root, "built").hidden = !waiting.length;
    part(root, "remembered").hidden = !uploadedNow.length;
  }

  return {
    /**
     * Takes an import that was built just now. One before it that nobody saved cannot have been uploaded.
     * @param {Uint8Array} data
     * @param {import("./result-table.mjs").Totals} out
     */
    built(data, out) {
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      built = [...built.filter(({ saved }) => saved), { data, saved: false, about: `built on this page at ${time}: ${plural(out.time_rows + out.expense_rows, "row")}` }];
      render();
    },
    /** The import built last was saved. */
    saved() {
      const latest = built.at(-1);
      if (latest) latest.saved = true;
      render();
    },
    /** Shows what is still true after something was chosen or taken out. */
    render,
    /** Whether an import that was built here counts as uploaded. */
    get some() {
      return uploaded().length > 0;
    },
  };
}
