/** @file The cells of one table column as text: numbers with the same count of decimals, so that they align. */
import {plainText} from "./text.ts";

export interface Column {
  readonly name: string;
  /** Numbers, which align on the right. */
  readonly numeric: boolean;
  readonly cells: readonly string[];
}

const digits = 6;
const longestCell = 100;

/** Turns a column's values into text. */
export function columnText(name: string, values: readonly unknown[]): Column {
  const present = values.filter((value) => value !== null && value !== undefined);
  const numeric = present.length > 0 && present.every((value) => typeof value === "number" || typeof value === "bigint");
  const decimals = numeric ? Math.max(0, ...present.map(decimalsOf)) : 0;
  return {name: oneLine(name), numeric, cells: values.map((value) => cellText(value, decimals))};
}

/** Decimals that `value` needs at `digits` significant digits; none where it is written with an exponent. */
function decimalsOf(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value) || exponential(value)) return 0;
  return /\.(\d+)/.exec(String(Number(value.toPrecision(digits))))?.[1]?.length ?? 0;
}

const exponential = (value: number): boolean => value !== 0 && !Number.isInteger(value) && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e12);

function cellText(value: unknown, decimals: number): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return !Number.isFinite(value) || exponential(value) ? String(Number(value.toPrecision(digits))) : numberText(value, decimals);
  if (typeof value === "string") return oneLine(value);
  if (value instanceof Date) return dateText(value);
  return oneLine(plainText(value));
}

const numberText = (value: number, decimals: number): string => (Number.isInteger(value) && Math.abs(value) >= 1e21 ? String(value) : value.toFixed(decimals));

const dateText = (date: Date): string => (Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString().replace("T00:00:00.000Z", ""));

const oneLine = (text: string): string => {
  const line = text.slice(0, 10 * longestCell).replace(/\s+/g, " ");
  return line.length > longestCell ? `${line.slice(0, longestCell)}…` : line;
};
