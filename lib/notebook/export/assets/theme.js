(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  // A page opened from a file may be refused its storage.
  const stored = {
    get() { try { return localStorage.getItem("spikebook-theme"); } catch { return null; } },
    set(theme) { try { localStorage.setItem("spikebook-theme", theme); } catch { /* the choice lasts as long as the page */ } }
  };
  let chosen = stored.get();
  const show = (theme) => {
    root.dataset.theme = theme;
    dispatchEvent(new Event("spikebook-theme"));
  };
  const current = () => (chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light");
  show(current());
  dark.addEventListener("change", () => show(current()));
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", () => show(current()));
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    const label = () => { button.textContent = root.dataset.theme === "dark" ? "Light" : "Dark"; };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      chosen = root.dataset.theme === "dark" ? "light" : "dark";
      stored.set(chosen);
      show(chosen);
    });
    addEventListener("spikebook-theme", label);
  });
})();
