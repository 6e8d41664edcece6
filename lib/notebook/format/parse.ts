/** @file Text of an .ipynb file to a notebook value; whatever cannot be read is refused with the place and the way out. */
import {bundle, count, fields, kindOf, list, oneOf, text, type Fields} from "./border.ts";
import {NotebookError, type Cell, type Notebook, type Output} from "./document.ts";
import {cellIds} from "./ids.ts";

/** Reads nbformat 4.0 to 4.5 as 4.5. `name` is the file's, for messages. */
export function parseNotebook(source: string, name: string): Notebook {
  return readNotebook(parseJson(source, name), name);
}

/** The same for what was parsed as JSON already. */
export function readNotebook(value: unknown, name: string): Notebook {
  const file = fields(value, `${name}: a notebook`);
  checkVersion(file, name);
  const raw = list(file["cells"], `${name}: cells`).map((cell, i) => fields(cell, place(name, i)));
  const sources = raw.map((cell, i) => text(cell["source"], `${place(name, i)}: source`));
  const ids = cellIds(raw.map((cell, i) => ({given: cell["id"], source: sources[i]!})));
  return {
    cells: raw.map((cell, i) => parseCell(cell, {id: ids[i]!, source: sources[i]!, where: place(name, i)})),
    metadata: fields(file["metadata"] ?? {}, `${name}: metadata`),
    nbformat: 4,
    nbformat_minor: Math.max(5, Number(file["nbformat_minor"] ?? 5))
  };
}

const place = (name: string, i: number): string => `${name}: cell ${i + 1}`;

function parseJson(source: string, name: string): unknown {
  const plain = source.replace(/^\uFEFF/, "");
  if (plain.trim() === "") throw new NotebookError(`${name}: must be a notebook (JSON), but the file is empty`);
  try {
    return JSON.parse(plain);
  } catch (error) {
    const conflict = plain.split("\n").findIndex((line) => /^(<{7}|>{7})( |$)/.test(line));
    if (conflict >= 0) throw new NotebookError(`${name}: line ${conflict + 1} holds a git conflict marker; resolve the merge first`);
    throw new NotebookError(`${name}: must be a notebook (JSON): ${(error as Error).message}`);
  }
}

function checkVersion(file: Fields, name: string): void {
  const version = file["nbformat"];
  if (typeof version !== "number") throw new NotebookError(`${name}: is not a notebook: nbformat must be a number, got ${kindOf(version)}`);
  if (version < 4) throw new NotebookError(`${name}: must be nbformat 4, got ${version}; convert it with: jupyter nbconvert --to notebook --nbformat 4 --inplace ${JSON.stringify(name)}`);
  if (version >= 5) throw new NotebookError(`${name}: must be nbformat 4, got ${version}, which is newer than this Spikebook; save it as nbformat 4 or update Spikebook`);
}

function parseCell(cell: Fields, {id, source, where}: {readonly id: string; readonly source: string; readonly where: string}): Cell {
  const type = oneOf(cell["cell_type"], ["code", "markdown", "raw"], `${where}: cell_type`);
  const metadata = fields(cell["metadata"] ?? {}, `${where}: metadata`);
  if (type !== "code") return {cell_type: type, id, source, metadata, ...attachmentsOf(cell, where)};
  const outputs = list(cell["outputs"] ?? [], `${where}: outputs`).map((output, i) => parseOutput(output, `${where}, output ${i + 1}`));
  return {cell_type: type, id, source, metadata, outputs, execution_count: count(cell["execution_count"], `${where}: execution_count`)};
}

function attachmentsOf(cell: Fields, where: string): {attachments?: Readonly<Record<string, Fields>>} {
  if (cell["attachments"] === undefined) return {};
  const files = Object.entries(fields(cell["attachments"], `${where}: attachments`));
  return {attachments: Object.fromEntries(files.map(([file, data]) => [file, bundle(data, `${where}: attachment ${JSON.stringify(file)}`)]))};
}

function parseOutput(value: unknown, where: string): Output {
  const output = fields(value, where);
  const type = oneOf(output["output_type"], ["stream", "display_data", "execute_result", "error"], `${where}: output_type`);
  const metadata = () => fields(output["metadata"] ?? {}, `${where}: metadata`);
  const data = () => bundle(output["data"] ?? {}, `${where}: data`);
  switch (type) {
    case "stream":
      return {output_type: type, name: oneOf(output["name"] ?? "stdout", ["stdout", "stderr"], `${where}: name`), text: text(output["text"], `${where}: text`)};
    case "display_data":
      return {output_type: type, data: data(), metadata: metadata()};
    case "execute_result":
      return {output_type: type, data: data(), metadata: metadata(), execution_count: count(output["execution_count"], `${where}: execution_count`)};
    case "error":
      return {output_type: type, ename: text(output["ename"] ?? "Error", `${where}: ename`), evalue: text(output["evalue"] ?? "", `${where}: evalue`), traceback: list(output["traceback"] ?? [], `${where}: traceback`).map((line) => text(line, `${where}: traceback`))};
    default:
      return type satisfies never;
  }
}
