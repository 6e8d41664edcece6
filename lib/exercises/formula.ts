/** @file A student's formula, read by mathjs and let through only if it is arithmetic: no text can act or run for ever. */
import type {ConstantNode, FunctionNode, MathNode, OperatorNode, SymbolNode} from "mathjs";
import {lambertW} from "../model/response/lambert-w.ts";
import {erfc} from "../tensor/erf.ts";
import type {Values} from "./exercise.ts";
import type {Mathjs} from "./mathjs.ts";
import type {Reading} from "./quantity.ts";

/** What a formula may call: real functions of real numbers, each done at once. */
const functions: Readonly<Record<string, (...numbers: number[]) => number>> = {
  abs: Math.abs, acos: Math.acos, asin: Math.asin, atan: Math.atan, cbrt: Math.cbrt, ceil: Math.ceil, cos: Math.cos, cosh: Math.cosh, erfc: (x) => erfc(x!), erf: (x) => 1 - erfc(x!),
  exp: Math.exp, expm1: Math.expm1, floor: Math.floor, ln: Math.log, log: (x, base) => (base === undefined ? Math.log(x!) : Math.log(x!) / Math.log(base)), log10: Math.log10, log1p: Math.log1p, log2: Math.log2,
  max: Math.max, min: Math.min, pow: Math.pow, round: Math.round, sin: Math.sin, sinh: Math.sinh, sqrt: Math.sqrt, tan: Math.tan, tanh: Math.tanh,
  lambertW: (z, branch = 0) => lambertW(z!, branch === -1 ? -1 : 0)
};

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b, subtract: (a, b) => a - b, multiply: (a, b) => a * b, divide: (a, b) => a / b, pow: (a, b) => a ** b, unaryMinus: (a) => -a, unaryPlus: (a) => a
};

const constants: Values = {e: Math.E, pi: Math.PI};
const LONGEST = 1000;

/** A formula as a function of the parameters. */
export type Formula = (values: Values) => number;

/** Reads a formula in the named parameters; what is not arithmetic gets a sentence. */
export function formulaOf(math: Mathjs, text: string, names: readonly string[]): Reading<Formula> {
  if (text.trim() === "") return {problem: "There is no answer yet."};
  if (text.length > LONGEST) return {problem: `The formula is longer than ${LONGEST} characters: the answer is much shorter.`};
  let tree;
  try {
    tree = math.parse(text.replaceAll("−", "-").replaceAll("·", "*"));
  } catch (error) {
    return {problem: `The formula cannot be read: ${(error as Error).message}. Is a bracket or an operator missing?`};
  }
  const problem = strange(tree, names);
  if (problem !== undefined) return {problem};
  return {value: (values) => worth(tree, values)};
}

/** What keeps a formula from being arithmetic in these names, if anything does. */
function strange(node: MathNode, names: readonly string[]): string | undefined {
  const all = (parts: readonly MathNode[]): string | undefined => parts.map((part) => strange(part, names)).find((found) => found !== undefined);
  switch (node.type) {
    case "ConstantNode": return typeof (node as ConstantNode).value === "number" ? undefined : "A formula holds numbers and names, no text and no truth values.";
    case "SymbolNode": return known((node as SymbolNode).name, names);
    case "ParenthesisNode": return strange((node as unknown as {content: MathNode}).content, names);
    case "OperatorNode": {
      const {fn, op, args} = node as unknown as OperatorNode;
      // mathjs takes a / b c for a / (b c), many a reader for (a / b) c.
      if (fn === "divide" && (args[1] as OperatorNode).implicit) return "What stands behind “/” can be read in two ways: write the product with * and put the divisor in brackets.";
      return Object.hasOwn(operators, fn) ? all(args) : `“${op}” has no place in a formula here: use + - * / ^ and brackets.`;
    }
    case "FunctionNode": {
      const {fn, args} = node as unknown as FunctionNode, name = (fn as unknown as SymbolNode).name;
      if (typeof name !== "string" || !Object.hasOwn(functions, name)) return names.includes(name) ? `“${name}” is a number: write ${name} * (…) to multiply.` : `“${name ?? String(fn)}” is no function that is known here. There are ${Object.keys(functions).join(", ")}.`;
      return args.length === 0 ? `“${name}” needs an argument in its brackets.` : all(args);
    }
    default: return "An answer is one formula: no assignments, lists, conditions or several lines.";
  }
}

function known(name: string, names: readonly string[]): string | undefined {
  if (names.includes(name) || Object.hasOwn(constants, name)) return undefined;
  if (Object.hasOwn(functions, name)) return `“${name}” is a function: write its argument in brackets.`;
  return `“${name}” is not among the names of this exercise: ${names.join(", ")}. (A formula is written without units.)`;
}

/** The number that an accepted tree stands for. */
function worth(node: MathNode, values: Values): number {
  switch (node.type) {
    case "ConstantNode": return (node as unknown as {value: number}).value;
    case "SymbolNode": {
      const {name} = node as SymbolNode;
      return Object.hasOwn(values, name) ? values[name]! : constants[name]!;
    }
    case "ParenthesisNode": return worth((node as unknown as {content: MathNode}).content, values);
    default: {
      const {fn, args} = node as unknown as {fn: string | SymbolNode; args: MathNode[]}, [a = NaN, b = NaN, ...more] = args.map((each) => worth(each, values));
      return typeof fn === "string" ? operators[fn]!(a, b) : functions[fn.name]!(...[a, b, ...more].slice(0, args.length));
    }
  }
}
