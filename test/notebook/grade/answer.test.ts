/** @file The border at which answers come in: whatever a process says, an answer comes of it or none. */
import {describe, expect, it} from "vitest";
import {answerFrom, longest} from "../../../lib/notebook/grade/answer.ts";
import {assignmentOfCells, stepsOf} from "../../../lib/notebook/grade/submission.ts";
import {roleMetadata} from "../../../lib/notebook/assignment/nbgrader.ts";
import {code, notebook} from "../notebooks.ts";

describe("answerFrom", () => {
  it.each([undefined, null, 3, "x", [], {}, {is: "right"}, {is: ["number"]}, {is: "none", number: 3}])("takes %j for no answer", (said) => expect(answerFrom(said)).toEqual({is: "none"}));
  it("lets numbers through that are numbers", () => {
    expect(answerFrom({is: "number", sample: {number: 3, verdict: "right"}})).toEqual({is: "number", sample: {number: 3}});
    for (const number of ["3", NaN, null, {}]) expect(answerFrom({is: "number", sample: {number}})).toEqual({is: "number", sample: {odd: ""}});
  });
  it("cuts what is too long", () => expect(answerFrom({is: "text", text: "x".repeat(1e6)})).toEqual({is: "text", text: "x".repeat(longest)}));
  it("reads samples one by one", () => expect(answerFrom({is: "function", samples: [{number: 1}, {odd: "NaN"}, {threw: "no"}, 7]})).toEqual({is: "function", samples: [{number: 1}, {odd: "NaN"}, {threw: "no"}, {odd: ""}]}));
});

const marked = (id: string, source: string, role: "answer" | "locked" | "check"): ReturnType<typeof code> => ({...code(source), id, metadata: roleMetadata(id, role === "check" ? {role, points: 1} : {role})});

describe("the steps of a submission", () => {
  const asked = [{name: "a", places: []}, {name: "b", places: []}];
  it("hold its own cells, and questions in place of its checks", () => {
    const handed = notebook(marked("start", "tampered", "locked"), code("const helper = 1;"), marked("a", "a = 1", "answer"), marked("check-a", "tampered", "check"), code("b = 2"));
    expect(stepsOf(handed, asked)).toEqual([{do: "run", source: "const helper = 1;"}, {do: "run", source: "a = 1", answers: "a"}, {do: "ask", ...asked[0]}, {do: "run", source: "b = 2"}, {do: "ask", ...asked[1]}]);
  });
  it("ask for nothing that was not asked", () => expect(stepsOf(notebook(marked("check-c", "", "check"), marked("c", "c = 1", "answer")), [])).toEqual([{do: "run", source: "c = 1"}]));
  it("are those of the assignment whose answers the notebook holds most of", () => {
    const all = [{names: ["x", "y", "z"]}, {names: ["a", "b"]}];
    expect(assignmentOfCells(notebook(marked("a", "", "answer"), marked("b", "", "answer"), marked("x", "", "answer")), all)).toBe(all[1]);
    expect(assignmentOfCells(notebook(code("1")), all)).toBeUndefined();
  });
});
