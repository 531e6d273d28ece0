// One text under one key of localStorage, kept in memory instead when the browser refuses.

export const PREFIX = "transition-guide:";

const memory = new Map();

export function storage(name) {
  const key = PREFIX + name;
  return {
    get refused() {
      return memory.has(key);
    },
    read() {
      if (memory.has(key)) return memory.get(key);
      try {
        return localStorage.getItem(key);
      } catch {
        memory.set(key, null);
        return null;
      }
    },
    write(text) {
      try {
        localStorage.setItem(key, text);
        memory.delete(key);
      } catch {
        memory.set(key, text);
      }
      dispatchEvent(new CustomEvent(PREFIX, { detail: key }));
    },
    // Someone here or in another tab wrote, or the page came back from the browser's history.
    watch(changed) {
      const ours = (written) => [key, null].includes(written) && changed();
      addEventListener(PREFIX, (event) => ours(event.detail));
      addEventListener("storage", (event) => ours(event.key));
      addEventListener("pageshow", ({ persisted }) => persisted && changed());
    },
  };
}
