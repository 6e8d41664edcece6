import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";
import {indexHtml} from "../../../lib/notebook/export/index-page.ts";
import {pageHtml} from "../../../lib/notebook/export/page.ts";
import {code, display, markdown, notebook, stdout} from "../notebooks.ts";
import {attack, gallery, pixel} from "./gallery.ts";

const options = {path: "folder/01-neuron.ipynb", stamp: "by <b>Spikebook</b>"};
const page = pageHtml(gallery, options);
const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, source]) => source!);

const tags = (html: string): readonly string[] => html.match(/<[a-z][^<>]*>/gi) ?? [];

describe("pageHtml", () => {
  it("lets nothing of a notebook's text become a script, a handler or a javascript link", () => {
    const allowed = scripts.map((source) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`);
    expect(/script-src ([^;]*);/.exec(page)![1]).toBe(allowed.join(" "));
    const rest = page.replace(/<script>[^]*?<\/script>/g, "");
    expect(rest.match(/<script(?! type="application\/json">)/g)).toBeNull();
    expect(tags(rest).filter((tag) => /\son\w+\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
    expect(rest).not.toMatch(/(href|src)\s*=\s*["']?\s*javascript:/i);
  });
  it("names nothing that would be fetched", () => {
    const markup = page.replace(/<script>[^]*?<\/script>/g, "");
    expect(markup).not.toMatch(/<(img|script|link|iframe|object|embed)[^>]*(src|href)="(?!data:)/);
    expect(markup).not.toMatch(/url\((?!data:)/);
  });
  it("is the same for the same notebook", () => {
    expect(pageHtml(gallery, options)).toBe(page);
  });
  it("carries the notebook as it is, to download", () => {
    const [, data] = /download="01-neuron.ipynb" href="data:application\/x-ipynb\+json;base64,([^"]+)"/.exec(page)!;
    expect(parseNotebook(Buffer.from(data!, "base64").toString(), "x")).toEqual(gallery);
  });
  it("leads from one notebook to another by their pages, embeds attachments and sets formulae", () => {
    expect(page).toContain('href="02-synapse.html"');
    expect(page).toContain(`src="data:image/png;base64,${pixel}"`);
    expect(page).toContain('<annotation encoding="application/x-tex">C\\,\\dot v = -g\\,(v - E) + I</annotation>');
    expect(page.match(/class="katex-display"/g)!.length).toBeGreaterThanOrEqual(3);
    expect(page).toContain("It costs $5 or $10, and $ is a dollar.");
  });
  it("brings plotly only to a page with figures, and of its bundles the smallest that draws them", () => {
    const figure = (type: string) => pageHtml(notebook(code("", {outputs: [display({"application/vnd.plotly.v1+json": {data: [{type, y: [1, 2]}], layout: {}}})]})), options);
    const bare = pageHtml(notebook(markdown("# a")), options);
    expect(bare.length).toBeLessThan(30_000);
    const [basic, cartesian, full] = [figure("scatter"), figure("heatmap"), figure("sunburst")].map((html) => html.length) as [number, number, number];
    expect(basic).toBeLessThan(cartesian);
    expect(cartesian).toBeLessThan(full);
    expect(figure("scatter")).not.toContain("unsafe-eval");
  });
  it("brings only those fonts that the formulae use", () => {
    const fonts = (formula: string) => pageHtml(notebook(markdown(`$${formula}$`)), options).match(/@font-face/g)?.length ?? 0;
    expect(fonts("x")).toBeGreaterThan(0);
    expect(fonts("\\mathbb{R}")).toBe(fonts("x") + 1);
    expect(fonts("\\mathcal{L}")).toBeGreaterThan(fonts("x"));
    expect(pageHtml(notebook(markdown("no formula")), options)).not.toContain("@font-face");
  });
  it("shows a formula that cannot be read as it stands, with the reason", () => {
    expect(pageHtml(notebook(markdown("$\\frac{1$")), options)).toMatch(/class="maths-error" title="[^"]+">\\frac\{1</);
  });
  it("cuts an output that is too long to read, and says how much is left out", () => {
    const html = pageHtml(notebook(code("", {outputs: [stdout("x".repeat(3_000_000))]})), {...options, path: "a.ipynb"});
    expect(html).toContain("2,800,000 characters left out here; the notebook file has them");
  });
  it("names headings once each, whatever they hold", () => {
    const html = pageHtml(notebook(markdown(`# A\n## Same\n## Same\n## ${attack}\n## 日本語`)), options);
    const ids = [...html.matchAll(/<h[12] id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.slice(0, 3)).toEqual(["a", "same", "same-2"]);
    expect(new Set(ids).size).toBe(5);
    expect(ids.at(-1)).toBe("日本語");
  });
  it("takes 500 cells", () => {
    const many = notebook(...Array.from({length: 500}, (_, i) => code(`const x${i} = ${i};`, {outputs: [stdout(`${i}\n`)], count: i + 1})));
    expect(pageHtml(many, options).match(/<details class="code"/g)).toHaveLength(500);
  });
});

describe("indexHtml", () => {
  it("escapes titles and failures, and keeps formulae in descriptions", () => {
    const html = indexHtml([{href: "a.html", title: attack, description: `An $x$ ${attack} [link](b.html)`, preview: "", failure: attack}], {title: attack, stamp: attack});
    const markup = html.replace(/<script>[^]*?<\/script>/, "");
    expect(markup).not.toContain("<script");
    expect(tags(markup).filter((tag) => tag.includes("onerror"))).toEqual([]);
    expect(markup).toContain('class="katex"');
    expect(markup.match(/<a /g)).toHaveLength(1);
  });
});
