import {describe, expect, it} from "vitest";
import type {Assignment} from "../../../lib/notebook/assignment/assignment.ts";
import {roleOf, withoutSolution} from "../../../lib/notebook/assignment/nbgrader.ts";
import {assignmentNotebook, withStoredOutputs} from "../../../lib/notebook/assignment/notebooks.ts";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import {stdout} from "../notebooks.ts";

const question = (name: string): Assignment["sections"][number]["questions"][number] => ({name, title: `the ${name}`, text: "How much?", type: "number | undefined", model: "12345", points: 2});
const assignment: Assignment = {
  name: "one", title: "One", about: "About it.", start: "const sheet = 1;", end: "sheet", live: "buttons()",
  sections: [{title: "First", questions: [question("a"), question("b")]}, {title: "Second", questions: [question("c")]}], origin: {chapter: "one"}
};
const teacher = assignmentNotebook(assignment, "teacher"), student = assignmentNotebook(assignment, "student");

describe("the notebooks of an assignment", () => {
  it("hold the same cells, but for the solutions and the title", () => {
    expect(student.cells.map(({id}) => id)).toEqual(teacher.cells.map(({id}) => id));
    expect(student.cells.filter((cell, i) => cell.source !== teacher.cells[i]!.source).map(({id}) => id)).toEqual(["title", "a", "b", "c"]);
    expect(student.cells.find(({id}) => id === "a")!.source).toBe("let a: number | undefined;\n// YOUR ANSWER HERE");
    expect(serialiseNotebook(student)).not.toMatch(/12345|SOLUTION/);
  });
  it("mark every cell by the rules of nbgrader's schema 3", () => {
    for (const {cells} of [teacher, student]) {
      const marks = cells.map((cell) => ({type: cell.cell_type, mark: cell.metadata["nbgrader"] as Record<string, unknown>}));
      expect(new Set(marks.map(({mark}) => mark["grade_id"])).size).toBe(cells.length);
      for (const {type, mark} of marks) {
        expect(mark).toMatchObject({schema_version: 3, task: false, grade: expect.any(Boolean) as boolean, solution: expect.any(Boolean) as boolean, locked: expect.any(Boolean) as boolean, grade_id: expect.stringMatching(/^[\w-]+$/) as string});
        // A graded cell has points, a solution is not locked, and Markdown that is graded is a solution, too.
        expect("points" in mark).toBe(mark["grade"]);
        expect(mark["locked"]).toBe(!mark["solution"]);
        if (type === "markdown") expect(mark["grade"]).toBe(mark["solution"]);
      }
    }
  });
  it("are read back as they were written", () => expect(parseNotebook(serialiseNotebook(teacher), "one")).toEqual(teacher));
  it("keep the outputs of cells that are the same, and only those", () => {
    const stored = {...teacher, cells: teacher.cells.map((cell) => (cell.cell_type === "code" ? {...cell, outputs: [stdout(cell.id)], execution_count: 3} : cell)), metadata: {...teacher.metadata, language_info: {name: "typescript"}}};
    expect(withStoredOutputs(teacher, stored)).toEqual(stored);
    const changed = withStoredOutputs(student, stored).cells.filter((cell) => cell.cell_type === "code" && cell.outputs.length === 0);
    expect(changed.map(({id}) => id)).toEqual(["a", "b", "c"]);
  });
});

describe("roles", () => {
  it("are read from whatever a file holds", () => {
    expect(teacher.cells.map(({metadata}) => roleOf(metadata)?.role)).toEqual(["locked", "locked", "locked", "locked", "locked", "answer", "check", "locked", "answer", "check", "locked", "locked", "answer", "check", "locked"]);
    for (const nbgrader of [undefined, null, 3, "x", [], {}, {grade_id: ""}, {grade_id: 7, solution: true}, {grade_id: "a"}]) expect(roleOf({nbgrader})).toBeUndefined();
  });
});

describe("withoutSolution", () => {
  it("takes out all regions, wherever they stand", () => {
    expect(withoutSolution("a\n// ### BEGIN SOLUTION\nb\n// ### END SOLUTION\nc\n  # ### BEGIN SOLUTION\nd\n### END SOLUTION", "S")).toBe("a\nS\nc\nS");
    expect(withoutSolution("a\n### BEGIN SOLUTION\nb", "S")).toBe("a\nS");
  });
});
