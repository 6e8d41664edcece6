/** @file Parameters into a notebook, by papermill's convention: a cell tagged `parameters`, and one injected after it. */
import {NotebookError, tagsOf, type Cell, type CodeCell, type Notebook} from "../format/document.ts";
import {declaredIn, type Declared} from "./declared.ts";
import {literal, type ParameterValue} from "./value.ts";

export type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * The notebook with a cell tagged `injected-parameters` after the one tagged `parameters`; an injected cell that is
 * there already is replaced. Each value is declared as the parameters cell declares it.
 *
 * @throws NotebookError if a name is not declared there, or a value is of another kind than its default.
 */
export function injectParameters(notebook: Notebook, parameters: Parameters, name: string): Notebook {
  const cells = notebook.cells.filter((cell) => !tagsOf(cell).includes("injected-parameters"));
  const at = cells.findIndex((cell) => cell.cell_type === "code" && tagsOf(cell).includes("parameters"));
  if (at < 0) throw new NotebookError(`${name}: takes no parameters: no code cell is tagged "parameters"`);
  const declared = declaredIn(cells[at]!.source);
  const lines = Object.entries(parameters).map(([key, value]) => line(known(declared, key, name), value, name));
  return {...notebook, cells: cells.toSpliced(at + 1, 0, injected(lines, notebook.cells))};
}

function known(declared: readonly Declared[], key: string, name: string): Declared {
  const found = declared.find((each) => each.name === key);
  if (found) return found;
  const names = declared.map((each) => each.name).join(", ");
  throw new NotebookError(`${name}: has no parameter ${key}; its parameters cell declares ${names || "nothing"}`);
}

function line({name: key, keyword, type, kind}: Declared, value: ParameterValue, name: string): string {
  const got = kindOf(value);
  if (kind && kind !== got) throw new NotebookError(`${name}: parameter ${key} must be ${article(kind)}, got ${literal(value)} (${article(got)})${kind === "string" ? hint(key, value) : ""}`);
  return `${keyword} ${key}${type ? `: ${type}` : ""} = ${literal(value)};`;
}

/** How a value that reads as another kind is given as text. */
function hint(key: string, value: ParameterValue): string {
  return `; in quotes it is a string: -p '${key}=${JSON.stringify(literal(value))}'`;
}

const article = (kind: string): string => (kind === "null" ? kind : kind === "object" ? `an ${kind}` : `a ${kind}`);

function kindOf(value: ParameterValue): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}

/** The id of the injected cell before, so that injecting again changes only the values. */
function injected(lines: readonly string[], cells: readonly Cell[]): CodeCell {
  const before = cells.find((cell) => tagsOf(cell).includes("injected-parameters"));
  const taken = cells.some(({id}) => id === "injected-parameters");
  const id = before?.id ?? (taken ? "injected-parameters-1" : "injected-parameters");
  return {cell_type: "code", id, source: ["// Parameters", ...lines].join("\n"), metadata: {tags: ["injected-parameters"]}, outputs: [], execution_count: null};
}
