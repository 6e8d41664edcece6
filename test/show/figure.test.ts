import {describe, expect, it} from "vitest";
import {format} from "../../lib/jupyter/display/format.ts";
import {figure} from "../../lib/show/figure.ts";

describe("figure", () => {
  it("is plain data: it comes back from JSON as it went", () => {
    const one = figure([{type: "scatter", x: [1, 2], y: [3, 4]}], {title: {text: "a"}});
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(Object.keys(one)).toEqual(["data", "layout", "config"]);
  });
  it("styles every axis it has, and lets the caller's words stand", () => {
    const {layout} = figure([], {yaxis2: {type: "log"}, xaxis: {zeroline: true}});
    expect(layout.yaxis2).toMatchObject({type: "log", automargin: true});
    expect(layout.xaxis).toMatchObject({zeroline: true, automargin: true});
    expect(layout.paper_bgcolor).toBe("rgba(0, 0, 0, 0)");
  });
  it("shows itself to any Jupyter kernel that asks, as plotly's own type and as text", () => {
    const one = figure([{type: "bar", name: "spikes"}], {title: {text: "rates"}}) as unknown as Record<symbol, () => Record<string, unknown>>;
    const bundle = one[Symbol.for("Jupyter.display")]!();
    expect(bundle["text/plain"]).toBe("figure “rates”: spikes");
    expect(bundle["application/vnd.plotly.v1+json"]).toMatchObject({data: [{type: "bar"}], layout: {title: {text: "rates"}}, config: {responsive: true}});
  });
  it("gets HTML from our kernel beside that", async () => {
    const {data} = await format(figure([{type: "bar", x: [1], y: [2]}]));
    expect(Object.keys(data).sort()).toEqual(["application/vnd.plotly.v1+json", "text/html", "text/plain"]);
  });
});
