// Was this page helpful? Prepares a message; the reader sends it, or nobody does.

import { part } from "../base/find.mjs";

/** @param {HTMLElement} root */
export function start(root) {
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

  for (const button of answers) {
    button.addEventListener("click", () => {
      for (const each of answers) each.ariaPressed = String(each === button);
      const helped = button.dataset.answer === "yes";
      reasons.hidden = helped;
      part(root, "send").hidden = true;
      status.textContent = helped ? "" : "Choose what was wrong.";
      for (const radio of radios) radio.checked = false;
      if (helped) prepare(["Helpful: yes"]);
    });
  }
  for (const radio of radios) radio.addEventListener("change", () => prepare(["Helpful: no", `Reason: ${radio.value}`]));
  if (address) return;
  const text = part(root, "text", HTMLTextAreaElement);
  part(root, "copy").addEventListener("click", async () => {
    text.select();
    const { copyText } = await import("../base/clipboard.mjs");
    status.textContent = (await copyText(text.value)) ? "Copied. Nothing has been sent." : "The text is selected. Copy it with Ctrl+C or Cmd+C.";
  });
}
