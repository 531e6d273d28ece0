// One text under one key of localStorage, kept in memory instead when the browser refuses.

export const PREFIX = "transition-guide:";

export function storage(name) {
  const key = PREFIX + name;
  let refused = false;
  let memory = null;
  return {
    get refused() {
      return refused;
    },
    read() {
      if (refused) return memory;
      try {
        return localStorage.getItem(key);
      } catch {
        refused = true;
        return memory;
      }
    },
    write(text) {
      memory = text;
      try {
        localStorage.setItem(key, text);
        refused = false;
      } catch {
        refused = true;
      }
    },
    // Another tab wrote, or the page came back from the browser's history.
    watch(changed) {
      addEventListener("storage", (event) => {
        if (event.key === key || event.key === null) changed();
      });
      addEventListener("pageshow", (event) => {
        if (event.persisted) changed();
      });
    },
  };
}
