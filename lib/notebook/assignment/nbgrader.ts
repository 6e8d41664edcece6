/**
 * @file The cell metadata by which nbgrader knows questions, answers and checks.
 *
 * @see nbgrader's documentation, "nbgrader format" (schema version 3).
 */
import type {Metadata} from "../format/document.ts";

/** `locked`: to be read; `answer`: to be filled in; `check`: gives points. */
export type Role = {readonly role: "locked" | "answer"} | {readonly role: "check"; readonly points: number};

/** Metadata of a cell with a role. */
export function roleMetadata(id: string, kind: Role): Metadata {
  const {role} = kind;
  const nbgrader = {schema_version: 3, grade_id: id, grade: role === "check", solution: role === "answer", locked: role !== "answer", task: false, ...(role === "check" && {points: kind.points})};
  return {nbgrader, ...(role === "answer" ? {} : {deletable: false, editable: false})};
}

/** What a cell says it is; whatever a person's file may hold there. */
export function roleOf(metadata: Metadata): {readonly id: string; readonly role: Role["role"]} | undefined {
  const {nbgrader} = metadata;
  if (typeof nbgrader !== "object" || nbgrader === null) return undefined;
  const {grade_id: id, grade, solution, locked} = nbgrader as Metadata;
  if (typeof id !== "string" || id === "") return undefined;
  if (solution === true) return {id, role: "answer"};
  return grade === true ? {id, role: "check"} : locked === true ? {id, role: "locked"} : undefined;
}

/** The lines between which nbgrader, and we, take the solution out. */
export const [begin, end] = ["### BEGIN SOLUTION", "### END SOLUTION"];

/** The source without its solution; `stub` stands in its place. */
export function withoutSolution(source: string, stub: string): string {
  const lines: string[] = [];
  let inside = false;
  for (const line of source.split("\n")) {
    if (line.includes(begin)) {
      inside = true;
      lines.push(stub);
    } else if (line.includes(end)) inside = false;
    else if (!inside) lines.push(line);
  }
  return lines.join("\n");
}
