// The message for whoever answers whether a page was helpful. The reader sends it, or nobody does.

import { copyText } from "../base/clipboard.mjs";
import { part } from "../base/find.mjs";

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} answer the button that was just clicked
 */
export function prepareMessage(root, answer) {
  const { title = "", address } = root.dataset;
  const reasons = part(root, "reasons");
  const status = part(root, "status");
  /** @type {NodeListOf<HTMLButtonElement>} */
  const answers = root.querySelectorAll("[data-answer]");
  /** @type {NodeListOf<HTMLInputElement>} */
  const radios = reasons.querySelectorAll("input");

  function prepare(/** @type {string[]} */ lines) {
    const body = [`Page: ${title}`, location.origin + location.pathname, ...lines].join("\n");
    if (address) {
      const subject = encodeURIComponent(`Transition guide: ${title}`);
      const crlf = encodeURIComponent(body.replaceAll("\n", "\r\n"));
      part(root, "mail", HTMLAnchorElement).href = `mailto:${address}?subject=${subject}&body=${crlf}`;
    } else {
      part(root, "text", HTMLTextAreaElement).value = body;
    }
    part(root, "send").hidden = false;
    status.textContent = "Nothing has been sent yet.";
  }

  const prepareReason = (/** @type {HTMLInputElement} */ { value }) => prepare(["Helpful: no", `Reason: ${value}`]);

  function choose(/** @type {HTMLElement} */ chosen) {
    for (const each of answers) each.ariaPressed = String(each === chosen);
    const helped = chosen.dataset.answer === "yes";
    reasons.hidden = helped;
    part(root, "send").hidden = true;
    status.textContent = helped ? "" : "Choose what was wrong.";
    if (helped) prepare(["Helpful: yes"]);
  }

  for (const button of answers) {
    button.addEventListener("click", () => {
      for (const radio of radios) radio.checked = false;
      choose(button);
    });
  }
  for (const radio of radios) radio.addEventListener("change", () => prepareReason(radio));
  choose(answer);
  const reason = [...radios].find(({ checked }) => checked);
  if (reason) prepareReason(reason);
  if (address) return;
  const text = part(root, "text", HTMLTextAreaElement);
  part(root, "copy").addEventListener("click", async () => {
    text.select();
    status.textContent = (await copyText(text.value)) ? "Copied. Nothing has been sent." : "The text is selected. Copy it with Ctrl+C or Cmd+C.";
  });
}
