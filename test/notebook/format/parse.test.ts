import {describe, expect, it} from "vitest";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";

const file = (fields: object): string => JSON.stringify({cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5, ...fields});
const cell = (fields: object): string => file({cells: [{cell_type: "code", id: "a", source: "", metadata: {}, outputs: [], execution_count: null, ...fields}]});
const parse = (text: string) => parseNotebook(text, "a.ipynb");

describe("parseNotebook", () => {
  it("joins lines of source, streams and texts, and leaves JSON data alone", () => {
    const {cells} = parse(cell({source: ["a\n", "b"], outputs: [
      {output_type: "stream", name: "stdout", text: ["x\n", "y\n"]},
      {output_type: "display_data", metadata: {}, data: {"text/plain": ["p", "q"], "application/json": ["p", "q"]}}
    ]}));
    expect(cells[0]).toMatchObject({source: "a\nb", outputs: [{text: "x\ny\n"}, {data: {"text/plain": "pq", "application/json": ["p", "q"]}}]});
  });
  it("lifts 4.0–4.4 to 4.5 with ids that are the same at every reading and valid", () => {
    const old = file({nbformat_minor: 2, cells: [1, 2, 2].map((n) => ({cell_type: "markdown", source: `# ${n}`, metadata: {}}))});
    const ids = parse(old).cells.map(({id}) => id);
    expect(parse(old).cells.map(({id}) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
    expect(parse(old).nbformat_minor).toBe(5);
  });
  it("keeps good ids, and gives a second cell with a taken id its own", () => {
    const twice = file({cells: ["same", "same", "other", "bad id!"].map((id) => ({cell_type: "raw", id, source: "", metadata: {}}))});
    const ids = parse(twice).cells.map(({id}) => id);
    expect([ids[0], ids[2]]).toEqual(["same", "other"]);
    expect(new Set(ids).size).toBe(4);
  });
  it("reads a file that begins with a byte order mark, and one of 500 cells", () => {
    const many = file({cells: Array.from({length: 500}, (_, i) => ({cell_type: "code", source: `${i}`, metadata: {}, outputs: [], execution_count: i}))});
    expect(parse(`\uFEFF${many}`).cells).toHaveLength(500);
  });
  it.each([
    ["", "a.ipynb: must be a notebook (JSON), but the file is empty"],
    ["{\"cells\": [", "a.ipynb: must be a notebook (JSON): "],
    ["{\n<<<<<<< HEAD\n}", "a.ipynb: line 2 holds a git conflict marker; resolve the merge first"],
    ["[]", "a.ipynb: a notebook must be an object, got a list"],
    ["null", "a.ipynb: a notebook must be an object, got null"],
    ["{}", "a.ipynb: is not a notebook: nbformat must be a number, got nothing"],
    [JSON.stringify({nbformat: 3, nbformat_minor: 0, worksheets: []}), "must be nbformat 4, got 3; convert it with: jupyter nbconvert"],
    [file({nbformat: 5}), "must be nbformat 4, got 5, which is newer"],
    [file({cells: {}}), "a.ipynb: cells must be a list, got an object"],
    [file({cells: [1]}), "a.ipynb: cell 1 must be an object, got a number"],
    [file({metadata: []}), "a.ipynb: metadata must be an object, got a list"],
    [cell({cell_type: "heading"}), "a.ipynb: cell 1: cell_type must be code or markdown or raw, got \"heading\""],
    [cell({source: 5}), "a.ipynb: cell 1: source must be text or a list of lines, got a number"],
    [cell({outputs: {}}), "a.ipynb: cell 1: outputs must be a list, got an object"],
    [cell({outputs: [{output_type: "pyout"}]}), "a.ipynb: cell 1, output 1: output_type must be stream or display_data or execute_result or error, got \"pyout\""],
    [cell({outputs: [{output_type: "display_data", data: {"image/png": 7}, metadata: {}}]}), "a.ipynb: cell 1, output 1: data[\"image/png\"] must be text or a list of lines, got a number"],
    [cell({execution_count: "3"}), "a.ipynb: cell 1: execution_count must be a whole number or null, got a string"]
  ])("refuses %j and says where", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
