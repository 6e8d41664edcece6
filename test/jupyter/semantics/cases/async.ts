/** @file Awaiting, generators, disposal, loops and labels. */
import type {Case} from "../case.ts";

export const awaiting: readonly Case[] = [
  {law: "top-level await", cells: ["const a1 = await Promise.resolve(4)", "a1 + (await Promise.resolve(1))"], result: "5"},
  {law: "an awaited type is checked", cells: ["const a2: string = await Promise.resolve(4)"], error: "TS2322"},
  {law: "for await at top level", cells: ["let a3 = 0; for await (const x of [Promise.resolve(1), 2]) a3 += x", "a3"], result: "3"},
  {law: "an async arrow called and awaited as a statement", cells: ["let a4 = 0; await (async () => { a4 = 3 })()", "a4"], result: "3"},
  {law: "await in a block, a loop, a template, a call", cells: ["let a5 = 0; { a5 += await 1 } for (const x of [1, 2]) a5 += await x", "`${await a5}` + Math.max(await 2, await 3)"], result: "'43'"},
  {law: "await in a destructuring default", cells: ["const {x: a6 = await Promise.resolve(9)} = {} as {x?: number}", "a6"], result: "9"},
  {law: "Promise.all with types", cells: ["const [a7, a8] = await Promise.all([Promise.resolve(1), Promise.resolve('x')])", "a8.length + a7"], result: "2"},
  {law: "a rejection is the cell's error", cells: ["await Promise.reject(new RangeError('far'))"], error: "RangeError"},
  {law: "a rejection is caught", cells: ["try { await Promise.reject(new Error('e')) } catch (error) { (error as Error).message }"], result: ""},
  {law: "an async function of an earlier cell", cells: ["async function a9(n: number) { await null; return n * 2 }", "await a9(4)"], result: "8"},
  {law: "an async generator of an earlier cell", cells: ["async function* a10() { yield 1; yield await Promise.resolve(2) }", "let a10s = 0; for await (const x of a10()) a10s += x; a10s"], result: "3"},
  {law: "an async iterator ends when the loop breaks", cells: ["let a11 = ''; async function* a11g() { try { yield 1; yield 2 } finally { a11 += 'closed' } }", "for await (const x of a11g()) { a11 += x; break }", "a11"], result: "'1closed'"},
  {law: "awaiting a value that is no promise", cells: ["await 5"], result: "5"},
  {law: "awaiting a thenable", cells: ["await {then(ok: (n: number) => void) { ok(6) }}"], result: "6"},
  {law: "await before a declaration does not hide it", cells: ["const a12 = 1; await null; const a13 = a12 + 1", "a13"], result: "2"},
  {law: "an identifier that begins with await", cells: ["const awaited = 3", "awaited"], result: "3"},
  {law: "Array.fromAsync", cells: ["await Array.fromAsync([Promise.resolve(1), 2])"], result: "[ 1, 2 ]"}
];

export const generators: readonly Case[] = [
  {law: "a generator of an earlier cell", cells: ["function* g1(n: number) { for (let i = 0; i < n; i++) yield i * i }", "[...g1(4)].join()"], result: "'0,1,4,9'"},
  {law: "a generator goes on in the next cell", cells: ["function* g2() { yield 1; yield 2; yield 3 } const g2i = g2(); g2i.next()", "g2i.next().value"], result: "2"},
  {law: "yield star", cells: ["function* g3() { yield* [1, 2]; return 3 } function* g4() { const r = yield* g3(); yield r }", "[...g4()].join()"], result: "'1,2,3'"},
  {law: "an iterable object", cells: ["const g5 = {*[Symbol.iterator]() { yield 'a'; yield 'b' }}", "[...g5].join('')"], result: "'ab'"},
  {law: "values sent in", cells: ["function* g6(): Generator<number, void, number> { let s = 0; while (true) s += yield s } const g6i = g6(); g6i.next(); g6i.next(3)", "g6i.next(4).value"], result: "7"}
];

const log = "const log: string[] = []; const res = (n: string) => ({[Symbol.dispose]() { log.push(n) }})";

export const disposal: readonly Case[] = [
  {law: "using disposes at the end of the cell", cells: [`${log}; using u1 = res('a'); log.push('body')`, "log.join()"], result: "'body,a'"},
  {law: "using disposes in reverse order", cells: [`${log}; using u2 = res('a'), u3 = res('b')`, "log.join()"], result: "'b,a'"},
  {law: "using in a block", cells: [`${log}; { using u4 = res('a') } log.push('after')`, "log.join()"], result: "'a,after'"},
  {law: "using in a function", cells: [`${log}; function u5() { using x = res('f'); return 1 }`, "u5(); log.join()"], result: "'f'"},
  {law: "await using", cells: ["const u6: string[] = []; await using u7 = {async [Symbol.asyncDispose]() { await null; u6.push('gone') }}; u6.push('here')", "u6.join()"], result: "'here,gone'"},
  {law: "using keeps the cell's value", cells: ["using u8 = {[Symbol.dispose]() {}}; 6 * 7"], result: "42"},
  {law: "using next to functions, classes and consts that outlive it", cells: ["using u9 = {[Symbol.dispose]() {}}; const u10 = 1; function u11() { return u10 } class U12 { v = u11() }", "new U12().v"], result: "1"},
  {law: "using disposes when the cell throws", cells: [`${log}`, "try { (() => { using x = res('t'); throw new Error('e') })() } catch {} log.join()"], result: "'t'"},
  {law: "using of what cannot be disposed is refused", cells: ["using u13 = {}"], error: "TS2850"}
];

export const flow: readonly Case[] = [
  {law: "a labelled continue", cells: ["const f1: number[] = []; outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; f1.push(i * 10 + j) } }", "f1.join()"], result: "'0,10,20'"},
  {law: "a labelled break of a block", cells: ["let f2 = 0; b: { f2 = 1; if (f2) break b; f2 = 2 }", "f2"], result: "1"},
  {law: "switch with fall-through", cells: ["let f3 = ''; switch (2 as number) { case 1: f3 += 'a'; case 2: f3 += 'b'; case 3: f3 += 'c'; break; default: f3 += 'd' }", "f3"], result: "'bc'"},
  {law: "do while, for in, comma", cells: ["let f4 = 0; do { f4++ } while (f4 < 3); for (const k in {a: 1}) f4 += k.length; for (let i = 0, j = 5; i < j; i++, j--) f4++", "f4"], result: "7"},
  {law: "return is refused at top level", cells: ["return 1"], error: "TS1108"},
  {law: "break is refused at top level", cells: ["break"], error: "TS1105"},
  {law: "a cell is strict code, as a module is", cells: ["function f5(this: unknown) { return typeof this }", "f5()"], result: "'undefined'"},
  {law: "an optional chain and nullish values", cells: ["const f6 = {a: null as null | {b: number}}", "f6.a?.b ?? 'none'"], result: "'none'"},
  {law: "tagged templates", cells: ["const f7 = (s: TemplateStringsArray, ...v: number[]) => s.raw.join('|') + v.join('+')", "f7`a${1}b${2}c`"], result: "'a|b|c1+2'"},
  {law: "big integers and separators", cells: ["const f8 = 2n ** 64n; const f9 = 1_000_000", "f8 + BigInt(f9)"], result: "18446744073710551616n"},
  {law: "regular expressions with names and the v flag", cells: ["const f10 = /(?<y>\\d{4})/v.exec('in 2024')", "f10?.groups?.['y']"], result: "'2024'"}
];
