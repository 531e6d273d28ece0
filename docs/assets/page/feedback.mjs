// Was this page helpful? Prepares a message; the reader sends it, or nobody does.

import { copyText } from "../base/clipboard.mjs";

export function start(root) {
  const { title, address } = root.dataset;
  const find = (name) => root.querySelector(`[data-${name}]`);
  const reasons = find("reasons");
  const status = find("status");
  const text = find("text");
  const mail = find("mail");

  function prepare(lines) {
    const body = [`Page: ${title}`, location.origin + location.pathname, ...lines].join("\n");
    if (mail) {
      const subject = encodeURIComponent(`Transition guide: ${title}`);
      const crlf = encodeURIComponent(body.replaceAll("\n", "\r\n"));
      const to = encodeURIComponent(address).replaceAll("%40", "@");
      mail.href = `mailto:${to}?subject=${subject}&body=${crlf}`;
    } else {
      text.value = body;
    }
    find("send").hidden = false;
    status.textContent = "Nothing has been sent yet.";
  }

  for (const button of root.querySelectorAll("[data-answer]")) {
    button.addEventListener("click", () => {
      for (const each of root.querySelectorAll("[data-answer]")) each.ariaPressed = String(each === button);
      const helped = button.dataset.answer === "yes";
      reasons.hidden = helped;
      find("send").hidden = true;
      status.textContent = helped ? "" : "Choose what was wrong.";
      for (const radio of reasons.querySelectorAll("input")) radio.checked = false;
      if (helped) prepare(["Helpful: yes"]);
    });
  }
  reasons.addEventListener("change", ({ target }) => prepare(["Helpful: no", `Reason: ${target.value}`]));
  find("copy")?.addEventListener("click", async () => {
    text.select();
    status.textContent = (await copyText(text.value)) ? "Copied. Nothing has been sent." : "The text is selected. Copy it with Ctrl+C or Cmd+C.";
  });
}
