/** @file An assignment as two notebooks of one source: the teacher's, and the student's, which is the teacher's without its solutions. */
import type {Cell, CodeCell, Metadata, Notebook} from "../format/document.ts";
import {questionsOf, type Assignment, type Question} from "./assignment.ts";
import {begin, end, roleMetadata, withoutSolution, type Role} from "./nbgrader.ts";

export type Version = "teacher" | "student";

const stub = "// YOUR ANSWER HERE";

export function assignmentNotebook(assignment: Assignment, version: Version): Notebook {
  const teacher = teacherCells(assignment);
  const cells = version === "teacher" ? teacher : teacher.map((cell) => ({...cell, source: withoutSolution(cell.source, stub)}));
  const title = text("title", `# ${assignment.title}: exercises${version === "teacher" ? " with solutions" : ""}\n\n${assignment.about}`);
  const kernelspec = {name: "spikebook", display_name: "TypeScript (Spikebook)", language: "typescript"};
  return {cells: [title, ...cells], metadata: {kernelspec, spikebook: assignment.origin}, nbformat: 4, nbformat_minor: 5};
}

function teacherCells(assignment: Assignment): Cell[] {
  const number = new Map(questionsOf(assignment).map(({name}, i) => [name, i + 1]));
  const questions = assignment.sections.flatMap(({title, questions: of}, i) => [text(`section-${i + 1}`, `## ${title}`), ...of.flatMap((one) => questionCells(one, number.get(one.name)!))]);
  const live = assignment.live === undefined ? [] : [code("live", assignment.live, {role: "locked"}, {tags: ["skip-execution"]})];
  return [code("start", assignment.start, {role: "locked"}), ...live, ...questions, code("end", assignment.end, {role: "locked"})];
}

function questionCells({name, title, text: words, type, model, points}: Question, number: number): Cell[] {
  const answer = `let ${name}: ${type};\n// ${begin}\n${name} = ${model};\nsheet.solution("${name}")\n// ${end}`;
  return [
    text(`question-${name}`, `### ${number}. ${title[0]!.toUpperCase()}${title.slice(1)}\n\n${words}`),
    code(name, answer, {role: "answer"}),
    code(`check-${name}`, `await sheet.check("${name}", () => ${name});`, {role: "check", points})
  ];
}

const text = (id: string, source: string): Cell => ({cell_type: "markdown", id, source, metadata: roleMetadata(id, {role: "locked"})});

function code(id: string, source: string, role: Role, more: Metadata = {}): CodeCell {
  return {cell_type: "code", id, source, metadata: {...roleMetadata(id, role), ...more}, outputs: [], execution_count: null};
}

/** A fresh notebook with the outputs that a stored one has for the same cells. */
export function withStoredOutputs(fresh: Notebook, stored: Notebook): Notebook {
  const before = new Map(stored.cells.map((cell) => [cell.id, cell]));
  const cells = fresh.cells.map((cell) => {
    const old = before.get(cell.id);
    return cell.cell_type === "code" && old?.cell_type === "code" && old.source === cell.source ? {...cell, outputs: old.outputs, execution_count: old.execution_count} : cell;
  });
  const {language_info} = stored.metadata;
  return {...fresh, cells, metadata: {...fresh.metadata, ...(language_info !== undefined && {language_info})}};
}
