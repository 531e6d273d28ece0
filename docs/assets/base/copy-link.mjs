// A button that copies the link to the page as it is filtered now.

export function copyLink(root) {
  const said = root.querySelector("[data-copied]");
  root.querySelector("[data-copy]").addEventListener("click", async () => {
    const url = new URL(location);
    url.hash = "";
    try {
      await navigator.clipboard.writeText(url.href);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "This browser did not copy it. The link is what the address bar shows.";
    }
  });
  root.addEventListener("change", () => (said.textContent = ""));
}
