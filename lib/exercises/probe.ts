/** @file Asking a student's function at many places: whatever it does, there comes a list of numbers or a sentence. */
import type {Values} from "./exercise.ts";
import type {Reading} from "./quantity.ts";

/** ms for all calls together; looked at between calls, since nothing can stop a call from within its own thread. */
const PATIENCE = 2000;

/** The function's numbers, one for each place. */
export function probe(asked: (values: Values) => unknown, places: readonly Values[]): Reading<number[]> {
  const start = performance.now(), found: number[] = [];
  for (const values of places) {
    const one = callOnce(asked, values);
    if ("problem" in one) return one;
    found.push(one.value);
    if (performance.now() - start > PATIENCE) return {problem: `It takes too long: after ${found.length} of ${places.length} sets of numbers two seconds were over. A closed form needs no loop.`};
  }
  return {value: found};
}

function callOnce(asked: (values: Values) => unknown, values: Values): Reading<number> {
  let value: unknown;
  try {
    value = asked({...values});
  } catch (error) {
    return {problem: `It fails at ${listed(values)}: ${messageOf(error)}`};
  }
  if (typeof value !== "number") return {problem: `It must give a number, and gives ${kindOf(value)} at ${listed(values)}.`};
  if (!Number.isFinite(value)) return {problem: `It gives ${value} at ${listed(values)}: look for a division by zero, a root or a logarithm of a negative number.`};
  return {value};
}

const listed = (values: Values): string => Object.entries(values).map(([name, value]) => `${name} = ${value}`).join(", ");

/** The first line of what was thrown; what was thrown may be anything, and may fail to say what it is. */
function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!.slice(0, 200) || "it threw an error without a message.";
  } catch {
    return "it threw something that has no words.";
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing (is a return missing?)";
  if (value === null) return "null";
  if (typeof value === "object" && "then" in value) return "a promise (a formula needs no async)";
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
