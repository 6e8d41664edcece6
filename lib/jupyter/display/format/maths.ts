/** @file Values of mathjs (complex numbers, fractions, units, matrices, expressions) as LaTeX and text. */
import type {Bundle} from "../../runtime/port.ts";
import {attempt, isFunction, isObject, peek} from "./guard.ts";
import {cut, plainText} from "./text.ts";

const kinds = ["Complex", "Fraction", "BigNumber", "Unit", "Matrix", "Node", "ResultSet", "Chain"] as const;
type Kind = (typeof kinds)[number];

/** More entries than this are summed up by their size. */
const mostEntries = 400;

/** A mathjs value as `text/latex` (where a form is known) and `text/plain`. */
export function formatMaths(value: object): Bundle | undefined {
  return attempt(() => {
    const kind = kinds.find((each) => peek(value, `is${each}`) === true);
    // The flags are inherited: an object that merely has such a property of its own is not mathjs's.
    if (!kind || Object.hasOwn(value, `is${kind}`)) return undefined;
    const latex = latexOf(value, kind);
    const text = {"text/plain": textOf(value, kind)};
    return {data: latex ? {...text, "text/latex": `$\\displaystyle ${latex}$`} : text, metadata: {}};
  });
}

function textOf(value: object, kind: Kind): string {
  const size = kind === "Matrix" ? sizeOf(value) : [];
  if (size.reduce((product, n) => product * n, 1) <= mostEntries) return cut(String(value));
  const data = peek(value, "_data");
  return `${String(peek(value, "type"))} ${size.join(" × ")}${isObject(data) ? ` ${plainText(data)}` : ""}`;
}

const sizeOf = (matrix: object): readonly number[] => (matrix as {size(): readonly number[]}).size();

function latexOf(value: object, kind: Kind): string | undefined {
  if (kind === "Node") return (value as {toTex(): string}).toTex();
  if (kind === "Matrix") return matrixLatex(value);
  return kind === "Complex" || kind === "Fraction" || kind === "BigNumber" || kind === "Unit" ? scalarLatex(value) : undefined;
}

function matrixLatex(matrix: object): string | undefined {
  const size = sizeOf(matrix);
  if (size.length > 2 || size.length === 0 || size.some((n) => n === 0) || size.reduce((product, n) => product * n, 1) > mostEntries) return undefined;
  const rows = (matrix as {toArray(): readonly unknown[]}).toArray();
  const lines = rows.map((row) => (Array.isArray(row) ? row.map(scalarLatex).join(" & ") : scalarLatex(row)));
  return `\\begin{bmatrix} ${lines.join(" \\\\ ")} \\end{bmatrix}`;
}

function scalarLatex(value: unknown): string {
  if (!isObject(value)) return numeral(String(value));
  const toLatex = peek(value, "toLatex");
  if (isFunction(toLatex)) return String(toLatex.call(value));
  if (peek(value, "isUnit") === true) return unitLatex(String(value));
  return numeral(String(value));
}

/** `1.5e-7` as a power of ten; other letters than i, e and Infinity as text. */
function numeral(text: string): string {
  return text
    .replace(/e([+-])(\d+)/g, (_, sign: string, exponent: string) => ` \\times 10^{${sign === "-" ? "-" : ""}${exponent}}`)
    .replace(/Infinity/g, "\\infty ")
    .replace(/NaN/g, "\\text{NaN}")
    .replace(/[%#&_$]/g, "\\$&");
}

/** `20 mV / s^2`: the number as it is, the units upright. */
function unitLatex(text: string): string {
  const [, number = "", unit = ""] = /^(\S*\d\S*)?\s*(.*)$/.exec(text)!;
  const upright = unit.replace(/\^(-?[\d.]+)/g, "^{$1}").replace(/[A-Za-zµΩ°]+/g, (name) => `\\mathrm{${name}}`).replace(/ /g, "\\,");
  return [numeral(number), upright].filter(Boolean).join("\\,");
}
