/** @file Where tslab 1.0.22 is wrong: the case of the corpus, what tslab ends with instead, and why. */
export interface Fault {
  readonly name: string;
  readonly answer: string;
  readonly why: string;
}

const fault = (name: string, answer: string, why: string): Fault => ({name, answer, why});
const library = "the compiler is TypeScript 5.0 with the library of ES2022";
const bindings = "closures see the binding of their own cell, later cells a copy in `exports`";

export const faults: readonly Fault[] = [
  fault("null is a result", "nothing", "a last value of null is not shown"),
  fault("a closure shares the binding with later cells", "3", bindings),
  fault("a function redefined later is used by an earlier one", "1", bindings),
  fault("a getter of an object sees later values", "1", bindings),
  fault("shorthand property of an earlier name", "ReferenceError", "shorthand names are not rewritten to `exports.name`"),
  fault("shorthand in a function's result", "ReferenceError", "shorthand names are not rewritten to `exports.name`"),
  fault("a private member of a class expression", "TypeScriptError", "every name is exported, and an exported class expression may not have one"),
  fault("await of a called function expression", "ReferenceError", "read as a call of a function named await"),
  fault("for await at the top", "TypeScriptError", "only await expressions are known at the top"),
  fault("export before a declaration", "TypeScriptError", "every name is exported already"),
  fault("a variable named exports", "SyntaxError", "cells run in a function with this parameter"),
  fault("a subpath of a package's exports", "TypeScriptError", "modules are resolved as by Node 10"),
  fault("toSorted of ES2023", "TypeScriptError", library),
  fault("Object.groupBy of ES2024", "TypeScriptError", library),
  fault("Promise.withResolvers of ES2024", "TypeScriptError", library),
  fault("iterator helpers of ES2025", "TypeScriptError", library),
  fault("using", "TypeScriptError", library),
  fault("possibly null under strict", "nothing", "the check is not strict"),
  fault("an implicit any under strict", "nothing", "the check is not strict")
];
