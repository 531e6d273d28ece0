// Starts every component of the page; one that cannot start leaves the others, and its own HTML, as they are.

for (const root of document.querySelectorAll("[data-module]")) {
  const name = root.dataset.module;
  try {
    const { start } = await import(`./${name}.mjs`);
    if (root.dataset.started) continue;
    root.dataset.started = "";
    await start(root); // some fetch data first; what shows without scripts stays until they have it
    for (const part of root.querySelectorAll("[data-script]")) part.hidden = false;
    for (const part of root.querySelectorAll("[data-noscript]")) part.hidden = true;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
}
