import {describe, expect, it} from "vitest";
import {injectParameters} from "../../../lib/notebook/parameters/inject.ts";
import {code, notebook} from "../notebooks.ts";

const defaults = code("// defaults\nconst dt = 0.1; // ms\nlet name: string = 'lif', seed = -3;\nconst rates = [1, 2], box = {a: 1}, on = true, free = 20 * 3;", {tags: ["parameters"], id: "p"});
const book = notebook(code("0", {id: "first"}), defaults, code("dt", {id: "last"}));
const inject = (parameters: Parameters<typeof injectParameters>[1]) => injectParameters(book, parameters, "a.ipynb");

describe("injectParameters", () => {
  it("puts a cell tagged injected-parameters after the parameters, each declared as its default is", () => {
    const {cells} = inject({dt: 0.05, name: "it's \"x\"\n", rates: [1e-3, -2], box: {"a-b": [true, null]}, seed: 7});
    expect(cells.map(({id}) => id)).toEqual(["first", "p", "injected-parameters", "last"]);
    expect(cells[2]).toMatchObject({cell_type: "code", metadata: {tags: ["injected-parameters"]}, source: [
      "// Parameters", "const dt = 0.05;", "let name: string = \"it's \\\"x\\\"\\n\";", "const rates = [0.001, -2];", "const box = {\"a-b\": [true, null]};", "let seed = 7;"
    ].join("\n")});
  });
  it("replaces the cell of an earlier injection and keeps its id", () => {
    const once = inject({dt: 0.05});
    const twice = injectParameters(once, {dt: 0.2}, "a.ipynb");
    expect(twice.cells.map(({id}) => id)).toEqual(once.cells.map(({id}) => id));
    expect(twice.cells[2]!.source).toBe("// Parameters\nconst dt = 0.2;");
  });
  it("refuses a name that is not declared and names those that are", () => {
    expect(() => inject({tau: 1})).toThrow("a.ipynb: has no parameter tau; its parameters cell declares dt, name, seed, rates, box, on, free");
  });
  it.each([
    [{dt: "fast"}, "parameter dt must be a number, got \"fast\" (a string)"],
    [{name: 3}, "parameter name must be a string, got 3 (a number); in quotes it is a string: -p 'name=\"3\"'"],
    [{on: 1}, "parameter on must be a boolean, got 1 (a number)"],
    [{rates: {}}, "parameter rates must be a list, got {} (an object)"],
    [{box: null}, "parameter box must be an object, got null (null)"]
  ])("refuses %j, a value of another kind than its default", (parameters, message) => {
    expect(() => inject(parameters)).toThrow(message);
  });
  it("takes any value where the default does not say its kind", () => {
    expect(inject({free: "text"}).cells[2]!.source).toContain('const free = "text";');
  });
  it("refuses a notebook that takes no parameters", () => {
    expect(() => injectParameters(notebook(code("1")), {dt: 1}, "b.ipynb")).toThrow('b.ipynb: takes no parameters: no code cell is tagged "parameters"');
  });
});
