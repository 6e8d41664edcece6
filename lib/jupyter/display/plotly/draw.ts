/**
 * @file The script that draws a figure in a page: waits for `window.Plotly`, follows the page's theme and size.
 *
 * Plain JavaScript as text, since it runs in the reader's browser. The library comes from an earlier output, from the
 * page itself, from the page's cache, or at last from plotly's own server; until then the figure is its text summary.
 */
import {template} from "./template.ts";

export const drawScript = String.raw`(id, figure, version) => {
  const find = () => [...document.querySelectorAll('[data-spikebook-figure="' + id + '"]')].filter((element) => !element.dataset.drawn);
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const run = (attributes) => new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), attributes, {onload: resolve, onerror: resolve});
    document.head.append(script);
    if (attributes.text) resolve();
  });
  const luminance = (colour) => {
    const [r, g, b, alpha = 1] = (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return alpha < 0.5 ? undefined : (0.299 * r + 0.587 * g + 0.114 * b) / 255;
  };
  const dark = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const light = luminance(getComputedStyle(at).backgroundColor);
      if (light !== undefined) return light < 0.5;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const template = ${template};
  const draw = async (element) => {
    element.dataset.drawn = "true";
    const own = figure.layout && figure.layout.template;
    let isDark = dark(element);
    const layout = {...figure.layout, ...(own ? {} : {template: template(isDark)})};
    const target = document.createElement("div");
    element.replaceChildren(target);
    await Plotly.newPlot(target, {...figure, layout, config: {responsive: true, displaylogo: false, ...figure.config}});
    element.dataset.drawn = "done";
    const follow = () => {
      if (own || !element.isConnected || dark(element) === isDark) return;
      isDark = !isDark;
      Plotly.relayout(target, {template: template(isDark)});
    };
    const changes = new MutationObserver(() => setTimeout(follow, 100));
    for (const node of [document.documentElement, document.body]) changes.observe(node, {attributes: true, attributeFilter: ["class", "style", "data-theme", "data-jp-theme-light", "data-jp-theme-name"]});
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
    new ResizeObserver(() => element.isConnected && target.offsetWidth > 0 && Plotly.Plots.resize(target)).observe(element);
  };
  const cached = async () => {
    try {
      const found = await (await caches.open("spikebook")).match("/plotly-" + version);
      if (found && !window.Plotly) await run({text: "(function (module, exports, define) {" + await found.text() + "\n}).call(window);"});
    } catch {}
  };
  const library = async () => {
    for (let i = 0; i < 60 && !window.Plotly; i++) await sleep(i < 20 ? 25 : 100);
    if (!window.Plotly) await cached();
    if (!window.Plotly && !window.spikebookPlotly) await run({src: "https://cdn.plot.ly/plotly-" + version + ".min.js"});
    while (!window.Plotly && find().length > 0) await sleep(500);
    return window.Plotly;
  };
  library().then((found) => found && find().forEach(draw));
}`;
