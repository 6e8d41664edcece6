/** @file A notebook with everything that a page can show, and much that it must not. */
import type {Notebook} from "../../../lib/notebook/format/document.ts";
import {code, display, markdown, notebook, plain, stdout} from "../notebooks.ts";

export const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
export const attack = "<script>window.broken = true</script><img src=x onerror=\"window.broken = true\">";

const time = Array.from({length: 240}, (_, i) => i / 4);
const decay = (tau: number) => time.map((t) => -70 + 25 * (1 - Math.exp(-t / tau)));
const figure = {
  data: [
    {x: time, y: decay(20), name: "τ = 20 ms", mode: "lines"},
    {x: time, y: decay(8), name: "τ = 8 ms", mode: "lines"}
  ],
  layout: {title: {text: `Charging of a leaky membrane ${attack}`}, xaxis: {title: {text: "time (ms)"}}, yaxis: {title: {text: "membrane potential (mV)"}}}
};

/** The kinds of output that exist, each once, with text that would be a script if it were not escaped. */
export const gallery: Notebook = notebook(
  markdown(`# The leaky neuron – a bucket with a hole 🪣 & ünïcödé\n\nA neuron's membrane is a bucket with a hole: current $I$ fills it, the leak $g$ empties it, and with $C\\,\\dot v = -g\\,(v - E) + I$ it fills to a level at which the two balance. That is all there is to *leaky integration*, and it explains more than one would think.\n\nThe membrane's time constant is $\\tau = C/g$; "quotes" are typeset. It costs $5 or $10, and \\$ is a dollar.`),
  markdown("## The equation\n\nBetween spikes the solution is exact,\n\n$$\nv(t) = E + \\frac{I}{g}\\left(1 - e^{-t/\\tau}\\right) + \\int_0^t \\mathbb{E}\\!\\left[\\xi(s)\\right] ds,\n$$\n\nand with several of them\n\n\\begin{align}\n\\tau \\dot v_i &= -(v_i - E) + \\sum_j w_{ij} s_j(t) \\\\\n\\tau_s \\dot s_j &= -s_j\n\\end{align}\n\n| quantity | symbol | value | unit |\n|:--|:-:|--:|:--|\n| capacitance | $C$ | 0.2 | nF |\n| leak | $g$ | 0.01 | µS |\n| rest | $E$ | −70 | mV |\n\n> The bucket never overflows: at the threshold it is tipped out.\n\n1. charge,\n2. fire,\n3. reset.\n"),
  code("import {membrane, timeToThreshold, voltageAt, linspace, show} from \"spikebook\";\n\nconst cell = membrane({capacitance: 0.2, leak: 0.01, rest: -70, threshold: -50}); // nF, µS, mV\nconst time = linspace(0, 60, 240); // ms\nconst at = (tau: number): string => `τ = ${tau.toFixed(1)} ms`;\nshow.trace({time, v: voltageAt(cell, {current: 0.25, time})});", {count: 1, outputs: [display({"application/vnd.plotly.v1+json": figure, "text/html": attack, "text/plain": "Figure: 2 traces"})]}),
  markdown(`### What it prints ${attack}\n\nThe [next chapter](02-synapse.ipynb) says more; see also [the book](https://neuronaldynamics.epfl.ch) and [this](javascript:window.broken=1). ![dot](attachment:dot.png) ![far](https://example.org/far.png)\n\n\`\`\`ts\nconst tau = 20; // ms\n\`\`\``, {"dot.png": {"image/png": pixel}}),
  code("console.log(attack); timeToThreshold(cell, 0.3)", {count: 2, outputs: [
    stdout(`21.972245773362197 ms \u001b[32mgreen\u001b[39m \u001b[1;31mbold red\u001b[0m\n${attack}\n  10 %\r 100 %\n`),
    {output_type: "stream", name: "stderr", text: `warning: ${attack}\n`},
    plain("21.972245773362197", 2)
  ]}),
  code("table", {count: 3, outputs: [display({"text/html": `<table><thead><tr><th>neuron</th><th style="text-align:right">rate (Hz)</th></tr></thead><tbody>${[12.5, 7.25, 31].map((rate, i) => `<tr><td>n${i}</td><td style="text-align:right">${rate}</td></tr>`).join("")}</tbody></table><a href="javascript:window.broken=1" onclick="window.broken=1">x</a>${attack}<div style="position:fixed;inset:0;background:red;opacity:.0">over</div>`})]}),
  markdown("## Every other kind"),
  code("kinds", {count: 4, outputs: [
    display({"image/png": pixel}, {"image/png": {width: 24, height: 24}}),
    display({"image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><script>window.broken = true</script><circle cx="20" cy="20" r="16" fill="teal"/></svg>`}),
    display({"text/latex": "$$\\nu = \\left[t_{\\text{ref}} + \\tau \\ln \\frac{RI}{RI - \\vartheta}\\right]^{-1}$$"}),
    display({"text/markdown": `**bold** ${attack}`}),
    display({"application/json": {attack, list: [1, 2.5, null]}}),
    display({"application/vnd.jupyter.widget-view+json": {model_id: "x"}, "text/plain": `slider ${attack}`}),
    display({"application/x-unknown": attack})
  ]}),
  code("throw new Error(attack)", {count: 5, tags: ["raises-exception"], outputs: [{output_type: "error", ename: "Error", evalue: attack, traceback: [`\u001b[31mError\u001b[39m: ${attack}`, "    at In[5]:1:7"]}]}),
  {cell_type: "raw", id: "raw", source: attack, metadata: {}}
);
