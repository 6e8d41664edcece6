(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  const fold = document.querySelector("button.fold");
  const cells = all("details.code");
  const label = () => { fold.textContent = cells.some((cell) => cell.open) ? "Hide code" : "Show code"; };
  if (cells.length > 0) {
    fold.hidden = false;
    label();
    fold.addEventListener("click", () => {
      const open = !cells.some((cell) => cell.open);
      for (const cell of cells) cell.open = open;
    });
    for (const cell of cells) cell.addEventListener("toggle", label);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(Object.assign(document.createElement("textarea"), {value: text}));
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }
  for (const pre of all("details.code > pre, .prose pre")) {
    const button = Object.assign(document.createElement("button"), {className: "copy", type: "button", textContent: "Copy"});
    const text = pre.querySelector("code")?.textContent ?? pre.textContent;
    button.addEventListener("click", async () => {
      await copy(text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    (pre.closest("details.code") ?? pre).append(button);
  }

  const links = new Map(all(".contents a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const contents = document.querySelector(".contents details");
  if (contents) contents.open = innerWidth >= 1216;
  function mark() {
    const here = headings.filter((heading) => heading.getBoundingClientRect().top < 140).at(-1) ?? headings[0];
    for (const [id, link] of links) link.classList.toggle("here", id === here?.id);
  }
  addEventListener("scroll", () => requestAnimationFrame(mark), {passive: true});
  mark();

  const figures = new Map(all("figure.plot").map((figure) => [figure, JSON.parse(figure.querySelector("script").textContent)]));
  const drawn = new Set();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  /** The page's colours where the figure chose none of its own. */
  function themed(layout = {}) {
    const template = structuredClone(layout.template ?? {});
    const axis = {gridcolor: colour("--rule"), zerolinecolor: colour("--rule"), linecolor: colour("--soft"), tickcolor: colour("--soft")};
    const under = template.layout ?? {};
    template.layout = {
      colorway: [0, 1, 2, 3, 4].map((i) => colour(`--trace-${i}`)),
      ...under,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: {family: colour("--sans"), size: 13, ...under.font, color: colour("--ink")},
      hoverlabel: {...under.hoverlabel, bgcolor: colour("--raised"), bordercolor: colour("--rule"), font: {color: colour("--ink")}},
      ...Object.fromEntries(["xaxis", "yaxis"].map((name) => [name, {automargin: true, ...under[name], ...axis}]))
    };
    return {margin: {t: layout.title ? 56 : 24, r: 24, b: 52, l: 64}, ...structuredClone(layout), template, autosize: layout.width === undefined};
  }
  function draw(figure) {
    const {data = [], layout, config, frames} = figures.get(figure);
    drawn.add(figure);
    const options = {displaylogo: false, responsive: true, ...config};
    const done = Plotly.react(figure, structuredClone(data), themed(layout), options);
    if (frames?.length) done.then(() => Plotly.addFrames(figure, structuredClone(frames)));
    return done;
  }
  if (figures.size > 0) {
    const watcher = new IntersectionObserver((entries) => {
      for (const {isIntersecting, target} of entries) {
        if (isIntersecting && !drawn.has(target)) draw(target);
      }
    }, {rootMargin: "1200px"});
    for (const figure of figures.keys()) watcher.observe(figure);
    addEventListener("spikebook-theme", () => { for (const figure of drawn) draw(figure); });
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = cells.filter((cell) => !cell.open);
    for (const cell of closed) cell.open = true;
    for (const figure of figures.keys()) if (!drawn.has(figure)) draw(figure);
  });
  addEventListener("afterprint", () => { for (const cell of closed) cell.open = false; });
})();
