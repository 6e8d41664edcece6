/** @file Differences in words: which cell, which output, stored and fresh, and both numbers. */
import type {Difference} from "./compare.ts";
import {relativeDifference, type Tolerance} from "./number.ts";

const most = 20;

/** One block per difference, indented, without colours. */
export function reportDifferences(differences: readonly Difference[], tolerance: Tolerance): string {
  const rest = differences.length > most ? [`  … and ${differences.length - most} more differences`] : [];
  return [...differences.slice(0, most).map((each) => block(each, tolerance)), ...rest].join("\n");
}

function block({cell, prompt, output, path, stored, fresh, numbers, note}: Difference, {relative}: Tolerance): string {
  const place = `  cell ${cell}${prompt === null ? "" : ` (In[${prompt}])`}${output === undefined ? "" : `, output ${output}`}: ${path}`;
  const apart = numbers && `    number  ${numbers[0]} → ${numbers[1]}, relative difference ${relativeDifference(...numbers).toPrecision(2)}, tolerance ${relative}`;
  return [place, `    stored  ${shorten(stored)}`, `    fresh   ${shorten(fresh)}`, apart, note && `    ${note}`].filter(Boolean).join("\n");
}

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text);
