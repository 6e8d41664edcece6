/** @file Widgets both ways, against a scripted front end: Jupyter widget messaging protocol 2.1. */
import {describe, expect, it, vi} from "vitest";
import {button, checkbox, display, openComm, select, slider, text} from "../../../../lib/jupyter/display/index.ts";
import {openModel} from "../../../../lib/jupyter/display/widgets/model.ts";
import {testCell} from "../cell.ts";
import {frontEnd} from "./front-end.ts";

const view = "application/vnd.jupyter.widget-view+json";

describe("a widget", () => {
  it("opens its layout, its style and itself on jupyter.widget, then shows a view of itself", () => {
    const cell = testCell();
    cell.run(4, () => slider({min: 0, max: 10, value: 3, label: "rate"}));
    const opened = cell.commMessages();
    expect(opened.map(({kind, target, metadata}) => [kind, target, metadata])).toEqual(Array(3).fill(["open", "jupyter.widget", {version: "2.1.0"}]));
    const {id, state} = frontEnd(cell).model("IntSliderModel");
    expect(state).toMatchObject({_model_module: "@jupyter-widgets/controls", _model_module_version: "2.0.0", _view_module: "@jupyter-widgets/controls", _view_module_version: "2.0.0", _view_name: "IntSliderView", min: 0, max: 10, step: 1, value: 3, description: "rate"});
    expect([state.layout, state.style]).toEqual(opened.slice(0, 2).map((each) => `IPY_MODEL_${each.id}`));
    expect(cell.sent.at(-1)).toMatchObject({type: "display", origin: 4, data: {[view]: {version_major: 2, version_minor: 0, model_id: id}, "text/plain": "rate: 3 (0 … 10)"}});
    expect(cell.comms()[id]).toBe("jupyter.widget");
  });
  it.each([
    ["slider", () => slider({min: 0, max: 1, step: 0.1, value: 0.5}), "FloatSliderModel", "SliderStyleModel", {readout_format: ".1f", value: 0.5}],
    ["select", () => select({options: ["a", "b"], value: "b"}), "DropdownModel", "DescriptionStyleModel", {_options_labels: ["a", "b"], index: 1}],
    ["checkbox", () => checkbox({value: true}), "CheckboxModel", "CheckboxStyleModel", {value: true}],
    ["text", () => text({value: "hi", placeholder: "say"}), "TextModel", "TextStyleModel", {value: "hi", placeholder: "say"}],
    ["button", () => button({label: "run"}), "ButtonModel", "ButtonStyleModel", {description: "run"}]
  ] as const)("%s has ipywidgets' model, style and state", (_, make, name, style, state) => {
    const cell = testCell();
    make();
    const page = frontEnd(cell);
    expect(page.model(name).state).toMatchObject(state);
    expect(page.model(style).state._view_name).toBe("StyleView");
    expect(page.model("LayoutModel").state._model_module).toBe("@jupyter-widgets/base");
  });
  it("takes the person's value, echoes it, and tells the cell that listens", async () => {
    const cell = testCell();
    const control = slider({max: 10});
    const seen: number[] = [];
    cell.run(9, () => control.onChange((value) => {
      seen.push(value);
      display(value);
    }));
    const page = frontEnd(cell);
    const {id} = page.model("IntSliderModel");
    await page.change(id, {value: 7});
    expect([control.value, seen, page.methods(id)]).toEqual([7, [7], ["echo_update"]]);
    expect(cell.displays().at(-1)).toMatchObject({origin: 9, data: {"text/plain": "7"}});
  });
  it("tells the page of a value that the cell sets, and calls no listener", () => {
    const cell = testCell();
    const control = slider({max: 10});
    control.onChange(() => expect.unreachable());
    control.value = 4;
    control.disabled = true;
    const {id, state} = frontEnd(cell).model("IntSliderModel");
    expect(state).toMatchObject({value: 4, disabled: true});
    expect(frontEnd(cell).methods(id)).toEqual(["update", "update"]);
  });
  it.each([
    ["checkbox", () => checkbox(), "CheckboxModel", {value: true}, true],
    ["text", () => text(), "TextModel", {value: "new"}, "new"],
    ["select", () => select({options: {one: 1, two: 2}}), "DropdownModel", {index: 1}, 2]
  ] as const)("%s follows the page", async (_, make, name, change, value) => {
    const cell = testCell();
    const control = make();
    const page = frontEnd(cell);
    await page.change(page.model(name).id, change);
    expect(control.value).toBe(value);
  });
  it.each([
    ["a value of another kind", {value: "x"}, 3],
    ["NaN as the page would send it", {value: null}, 3],
    ["a value outside", {value: 99}, 10],
    ["a key that it does not have", {__proto__: {polluted: 1}, evil: 1}, 3]
  ])("tells the page what holds when it sends %s", async (_, change, value) => {
    const cell = testCell();
    const control = slider({max: 10, value: 3});
    const page = frontEnd(cell);
    const {id} = page.model("IntSliderModel");
    await page.change(id, change);
    expect(control.value).toBe(value);
    expect(page.model("IntSliderModel").state.value).toBe(value);
    expect(page.model("IntSliderModel").state).not.toHaveProperty("evil");
  });
  it("answers request_state with its whole state", async () => {
    const cell = testCell();
    slider({max: 10, value: 3});
    const page = frontEnd(cell);
    const {id, state} = page.model("IntSliderModel");
    await page.say(id, {method: "request_state"});
    expect(cell.commMessages().at(-1)).toMatchObject({id, data: {method: "update", state, buffer_paths: []}});
  });
  it("gives all states at once on jupyter.widget.control, for a page that was reloaded", async () => {
    const cell = testCell();
    slider({max: 10, value: 3});
    const page = frontEnd(cell);
    await cell.receive({kind: "open", id: "control", target: "jupyter.widget.control", data: {}, metadata: {version: "1.0.0"}});
    await page.say("control", {method: "request_states"});
    const {data} = cell.commMessages().at(-1)! as {data: {method: string; states: Record<string, {model_name: string; state: object}>}};
    expect(data.method).toBe("update_states");
    expect(Object.keys(data.states).sort()).toEqual([...page.models().keys()].sort());
    const {id, state} = page.model("IntSliderModel");
    expect(data.states[id]).toEqual({model_name: "IntSliderModel", model_module: "@jupyter-widgets/controls", model_module_version: "2.0.0", state});
  });
  it("stops listening when asked, and is gone when closed", async () => {
    const cell = testCell();
    const control = slider({max: 10});
    const stop = control.onChange(() => expect.unreachable());
    stop();
    const page = frontEnd(cell);
    const {id} = page.model("IntSliderModel");
    await page.change(id, {value: 1});
    control.close();
    expect(page.models().has(id)).toBe(false);
    expect(cell.comms()).not.toHaveProperty(id);
    control.value = 2;
    expect(cell.commMessages().at(-1)).toMatchObject({kind: "close", id});
  });
  it("shows a listener's error in the cell of the listener, and the others still hear", async () => {
    const cell = testCell();
    const control = checkbox();
    const heard = vi.fn();
    cell.run(3, () => control.onChange(async () => { throw new Error("async trouble"); }));
    cell.run(5, () => control.onChange(heard));
    const page = frontEnd(cell);
    await page.change(page.model("CheckboxModel").id, {value: true});
    expect(heard).toHaveBeenCalledWith(true);
    expect(cell.sent.at(-1)).toMatchObject({type: "stream", name: "stderr", origin: 3, text: expect.stringContaining("async trouble")});
  });
  it("gives its latest value to `for await`, until it is closed", async () => {
    const cell = testCell();
    const control = slider({max: 10});
    const page = frontEnd(cell);
    const {id} = page.model("IntSliderModel");
    const seen: number[] = [];
    const loop = (async () => { for await (const value of control) { seen.push(value); if (value === 2) await page.close(id); else await page.change(id, {value: value + 1}); } })();
    await page.change(id, {value: 1});
    await loop;
    expect(seen).toEqual([1, 2]);
  });
  it("is shown by another cell that ends with it, but not twice by its own", () => {
    const cell = testCell();
    const control = cell.run(1, () => slider());
    const shown = (origin: number): object => cell.run(origin, () => (cell.format(control) as {data: object}).data);
    expect(shown(1)).toEqual({});
    expect(shown(2)).toHaveProperty(view);
    cell.run(3, () => control.show());
    expect(cell.displays().filter(({data}) => view in data).map(({origin}) => origin)).toEqual([1, 3]);
  });
  it("has the same ids at every run where outputs are to be reproducible", () => {
    vi.stubEnv("SPIKEBOOK_OUTPUT", "reproducible");
    const cell = testCell();
    checkbox();
    expect([...frontEnd(cell).models().keys()].at(-1)).toMatch(/^00000000-0000-4000-8000-0{11}\d$/);
    vi.unstubAllEnvs();
  });
  it("stands still, escaped, where there is no widget manager", () => {
    const cell = testCell();
    select({options: ["<b>"], label: "<i>"});
    text({value: '"><script>'});
    const html = cell.displays().map(({data}) => String(data["text/html"])).join("");
    expect(html).toContain("&lt;i&gt; <select disabled><option selected>&lt;b&gt;</option></select>");
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
  });
  it("refuses what cannot be", () => {
    testCell();
    expect(() => slider({min: 1, max: 1})).toThrow("slider: min must lie below max, got 1 and 1");
    expect(() => slider({step: 0})).toThrow("slider: step must be positive, got 0");
    expect(() => slider({value: 101})).toThrow("slider: value must lie from 0 to 100, got 101");
    expect(() => select({options: []})).toThrow("select: options must hold at least one");
    expect(() => select({options: ["a"], value: "b" as never})).toThrow("select: value must be one of a, got 'b'");
    expect(() => (text().value = 5 as never)).toThrow("text: value must be a string, got 5");
    expect(() => slider().onChange(5 as never)).toThrow("slider: listener must be a function, got 5");
  });
});

describe("a button", () => {
  it("calls its listeners at each click, each as part of its own cell", async () => {
    const cell = testCell();
    const made = cell.run(2, () => button({label: "run", onClick: () => display("first")}));
    cell.run(6, () => made.onClick(async () => display("second")));
    const page = frontEnd(cell);
    const {id} = page.model("ButtonModel");
    await page.say(id, {method: "custom", content: {event: "click"}});
    await page.say(id, {method: "custom", content: {event: "other"}});
    expect(cell.displays().slice(1).map(({origin, data}) => [origin, data["text/plain"]])).toEqual([[2, "'first'"], [6, "'second'"]]);
    made.label = "again";
    expect(page.model("ButtonModel").state.description).toBe("again");
  });
});

describe("a model", () => {
  it("sends binary state beside the JSON and takes it back", async () => {
    const cell = testCell();
    const bytes = Uint8Array.from([1, 2]);
    const model = openModel({list: [bytes, 5], deep: {image: bytes, title: "x"}});
    expect(cell.commMessages()[0]).toMatchObject({data: {state: {list: [null, 5], deep: {title: "x"}}, buffer_paths: [["list", 0], ["deep", "image"]]}, buffers: [bytes, bytes]});
    await cell.receive({kind: "msg", id: model.id, data: {method: "update", state: {deep: {title: "y"}}, buffer_paths: [["deep", "image"]]}, buffers: [Uint8Array.from([9])]});
    expect(model.state.deep).toEqual({title: "y", image: Uint8Array.from([9])});
  });
  it("takes no path into a prototype", async () => {
    const cell = testCell();
    const model = openModel({deep: {}});
    await cell.receive({kind: "msg", id: model.id, data: {method: "update", state: {deep: {}}, buffer_paths: [["deep", "__proto__", "polluted"], "nonsense"]}, buffers: [Uint8Array.from([9]), Uint8Array.from([9])]});
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined();
  });
  it.each([null, 5, {}, {method: "update"}, {method: "update", state: 5}, {method: "nonsense"}, {method: "custom"}])("outlives a message that holds %j", async (data) => {
    const cell = testCell();
    const control = slider({value: 3});
    await cell.receive({kind: "msg", id: frontEnd(cell).model("IntSliderModel").id, data});
    expect(control.value).toBe(3);
  });
});

describe("openComm", () => {
  it("needs a target", () => {
    testCell();
    expect(() => openComm("")).toThrow("openComm: target must be a string that is not empty");
  });
});
