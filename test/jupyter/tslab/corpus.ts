/**
 * @file Short sessions of cells and what each must end with: by the language's specification, or by what a Jupyter
 * session promises (later cells see, redeclare and share the bindings of earlier ones).
 */
export interface Case {
  /** What the cells show, in a few words; also the key under which tslab's fault is recorded. */
  readonly name: string;
  readonly cells: readonly string[];
  /** `text/plain` of the last result, or `TypeScriptError` and the like: the name of the error. */
  readonly expected: string;
}

const of = (name: string, expected: string, ...cells: readonly string[]): Case => ({name, cells, expected});

// Names differ from case to case: all run in one session.
export const corpus: readonly Case[] = [
  of("an expression is the result", "6", "2 * 3"),
  of("the last statement's value is the result", "9", "const a1 = 4; a1 + 5"),
  of("an object literal in parentheses", "{ a: 1 }", "({a: 1})"),
  of("a string", "'six'", "'six'"),
  of("null is a result", "null", "null"),
  of("an array of objects", "[ { a: 1 } ]", "[{a: 1}]"),
  of("a later cell sees a const", "5", "const b1 = 5", "b1"),
  of("a later cell assigns a let", "7", "let b2 = 5", "b2 = 7", "b2"),
  of("a var", "3", "var b3 = 3", "b3"),
  of("redeclare a const", "2", "const c1 = 1", "const c1 = 2", "c1"),
  of("redeclare with another type", "'two'", "const c2 = 1", "const c2 = 'two'", "c2"),
  of("redeclare a let as a function", "9", "let c3 = 1", "function c3() { return 9 }", "c3()"),
  of("redeclare a class", "2", "class C4 { v = 1 }", "class C4 { v = 2 }", "new C4().v"),
  of("redeclare an import", "'b'", "import {dirname as c5} from 'node:path'", "import {basename as c5} from 'node:path'", "c5('a/b')"),
  of("a closure shares the binding with later cells", "11", "let d1 = 0; const up1 = () => ++d1; up1(); up1()", "d1 = 10; up1()"),
  of("a later cell reads what a closure wrote", "2", "let d2 = 0; const up2 = () => ++d2", "up2(); up2(); d2"),
  of("a function redefined later is used by an earlier one", "2", "function d3() { return 1 }\nfunction e3() { return d3() }", "function d3() { return 2 }", "e3()"),
  of("a getter of an object sees later values", "20", "let d4 = 1; const g4 = {get v() { return d4 }}", "d4 = 20", "g4.v"),
  of("shorthand property of an earlier name", "{ f1: 4 }", "const f1 = 4", "({f1})"),
  of("shorthand in a function's result", "{ f2: 4, g2: 5 }", "const f2 = 4; const g2 = 5", "const h2 = () => ({f2, g2})", "h2()"),
  of("destructuring", "3", "const {x: h1, ...i1} = {x: 1, y: 2}", "h1 + i1.y"),
  of("destructuring assignment to earlier names", "[ 2, 1 ]", "let j1 = 1, k1 = 2", "[j1, k1] = [k1, j1]", "[j1, k1]"),
  of("default parameter from an earlier name", "8", "const l1 = 8", "const m1 = (x = l1) => x", "m1()"),
  of("shadowing in a function leaves the outer name", "[ 2, 1 ]", "const n1 = 1", "const o1 = (() => { const n1 = 2; return n1 })()", "[o1, n1]"),
  of("a label and a loop", "6", "let p1 = 0; outer1: for (const i of [1, 2, 3, 4]) { if (i === 4) break outer1; p1 += i }", "p1"),
  of("typeof an undeclared name", "'undefined'", "typeof (globalThis as {q1?: unknown}).q1"),
  of("delete and in", "false", "const r1: {a?: number} = {a: 1}; delete r1.a", "'a' in r1"),
  of("an earlier name as a key of a computed property", "{ k: 1 }", "const s1 = 'k'", "({[s1]: 1})"),
  of("an interface across cells", "3", "interface T1 { x: number }", "const u1: T1 = {x: 3}", "u1.x"),
  of("a generic type across cells", "[ 1 ]", "type Pair2<A> = [A]", "const v2: Pair2<number> = [1]", "v2"),
  of("an enum across cells", "1", "enum W1 { A, B }", "W1.B"),
  of("a const enum across cells", "2", "const enum W2 { A = 2 }", "W2.A"),
  of("a namespace across cells", "4", "namespace X1 { export const y = 4 }", "X1.y"),
  of("a generic function across cells", "'a'", "function z1<T>(items: readonly T[]): T | undefined { return items[0] }", "z1(['a'])"),
  of("overloads", "2", "function z2(x: string): string;\nfunction z2(x: number): number;\nfunction z2(x: string | number) { return x }", "z2(2)"),
  of("a class that extends an earlier one", "3", "class A2 { one() { return 1 } }", "class B2 extends A2 { two() { return this.one() + 2 } }", "new B2().two()"),
  of("a private member of a class expression", "2", "const C5 = class { private y = 2; get() { return this.y } }", "new C5().get()"),
  of("a #private field", "5", "class D5 { #v = 5; get v() { return this.#v } }", "new D5().v"),
  of("a static block", "7", "class E5 { static v = 0; static { E5.v = 7 } }", "E5.v"),
  of("a generator", "[ 1, 2 ]", "function* f5() { yield 1; yield 2 }", "[...f5()]"),
  of("await at the top", "3", "const g5 = await Promise.resolve(3)", "g5"),
  of("await as the last expression", "4", "await Promise.resolve(4)"),
  of("await of a called function expression", "5", "await (async () => 5)()"),
  of("for await at the top", "3", "let h5 = 0; for await (const x of [1, Promise.resolve(2)]) h5 += x", "h5"),
  of("an async function of an earlier cell", "6", "const i5 = async () => 6", "await i5()"),
  of("export before a declaration", "1", "export const j5 = 1", "j5"),
  of("a variable named exports", "1", "const exports = 1; exports"),
  of("a variable named module", "1", "const module = 1; module"),
  of("a default import of Node", "'b'", "import k5 from 'node:path'", "k5.basename('a/b')"),
  of("a namespace import of Node", "'b'", "import * as l5 from 'node:path'", "l5.basename('a/b')"),
  of("an ESM package", "2", "import {table as m5} from 'arquero'", "m5({a: [1, 2]}).numRows()"),
  of("a subpath of a package's exports", "7", "import {add as n5} from 'mathjs/number'", "n5(3, 4)"),
  of("a dynamic import", "'b'", "const o5 = await import('node:path')", "o5.basename('a/b')"),
  of("toSorted of ES2023", "[ 1, 2 ]", "[2, 1].toSorted()"),
  of("Object.groupBy of ES2024", "1", "Object.groupBy([1], () => 'k').k!.length"),
  of("Promise.withResolvers of ES2024", "8", "const p5 = Promise.withResolvers<number>(); p5.resolve(8)", "await p5.promise"),
  of("iterator helpers of ES2025", "[ 2, 4 ]", "[1, 2].values().map((x) => 2 * x).toArray()"),
  of("using", "'closed'", "let q5 = ''; { using r5 = {[Symbol.dispose]() { q5 = 'closed' }}; void r5 }", "q5"),
  of("satisfies", "1", "const s5 = {a: 1} satisfies Record<string, number>", "s5.a"),
  of("a type error", "TypeScriptError", "const t5: number = 'x'"),
  of("a type error against an earlier cell", "TypeScriptError", "const u5 = {a: 1}", "u5.b"),
  of("possibly null under strict", "TypeScriptError", "function v5(x: string | null) { return x.length }"),
  of("an implicit any under strict", "TypeScriptError", "function w5(x) { return x }"),
  of("a cell with a type error declares nothing", "1", "const x5 = 1", "const x5: string = 5", "x5"),
  of("an unknown name", "TypeScriptError", "neverDeclared5"),
  of("a syntax error", "TypeScriptError", "const = 5"),
  of("a thrown error", "RangeError", "throw new RangeError('far')"),
  of("an error of an awaited promise", "TypeError", "await Promise.reject(new TypeError('x'))"),
  of("what ran before an error stays", "5", "let y5 = 1", "y5 = 5; throw new Error('later')", "y5"),
  of("a comment alone", "3", "const z5 = 3", "// nothing", "z5"),
  of("a regular expression", "true", "/^a+$/.test('aa')"),
  of("a tagged template", "'a1b'", "const a6 = (s: TemplateStringsArray, ...v: number[]) => s[0]! + v[0] + s[1]", "a6`a${1}b`"),
  of("bigint", "1267650600228229401496703205376n", "2n ** 100n"),
  of("a Symbol as a key", "1", "const b6 = Symbol('k'); const c6 = {[b6]: 1}", "c6[b6]"),
  of("optional chaining of an earlier name", "'undefined'", "const d6: {a?: {b: number}} = {}", "String(d6.a?.b)")
];
