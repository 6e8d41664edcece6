import {describe, expect, it} from "vitest";
import {cellNames} from "../../../lib/notebook/analyse/names.ts";

/** By the rules of the language: what stands at the top of a cell is seen by others, what stands deeper is not. */
const cases: readonly (readonly [source: string, defines: string, uses: string])[] = [
  ["const a = b + 1", "a", "b"],
  ["let {a, b: [c, ...d], e = f} = g", "a c d e", "f g"],
  ['import x, {y as z} from "m"; import * as n from "n"', "n x z", ""],
  ["function f(a, b = c) { return a + b + d + f; }", "f", "c d"],
  ["class A extends B { x = y; #p = 1; get() { return this.x + z; } }", "A", "B y z"],
  ["enum E { one = k, two = one }", "E", "k"],
  ["type T = U | {a: V}; interface I extends W { m(x: X): T }", "I T", "U V W X"],
  ["const a: T = b as unknown as U", "a", "T U b"],
  ["for (var i = 0; i < n; i++) { const j = i; var k = j; }", "i k", "n"],
  ["for (const a of list) g(a)", "", "g list"],
  ["{ const a = 1; a; } a", "", "a"],
  ["x.y.z + x['w'] + ({y: 1}).y", "", "x"],
  ["const o = {a, b: c, [d]: 1, e() { return h; }}", "o", "a c d h"],
  ["x = 1", "x", ""],
  ["x += 1; y++; --z", "x y z", "x y z"],
  ["x.y = 1; delete w.v; u[i]++", "u w x", "i u w x"],
  ["[a, b.c] = [d, e]", "a b", "b d e"],
  ["({a: x, y, ...z} = w)", "x y z", "w"],
  ["for (x of y);", "x", "y"],
  ["const a = await b; for await (const c of d);", "a", "b d"],
  ["outer: for (;;) { break outer; }", "", ""],
  ["try { a(); } catch (error) { error; } ", "", "a"],
  ["const f = <T>(x: T): T => x; f<number>(1)", "f", ""],
  ["`${a} ${`${b}`}`; tag`c`", "", "a b tag"],
  ["namespace N { export const a = b; } N.a", "N", "b"],
  ["export const a = 1; export {b}; export default c", "a", "b c"],
  ["var a = a0, b; var a = a1", "a b", "a0 a1"],
  ["undefined; (function () { return arguments; })", "", ""],
  ["const a = ", "a", ""],
  ["", "", ""]
];

describe("cellNames", () => {
  it.each(cases)("%s", (source, defines, uses) => {
    const names = cellNames(source);
    expect(names.defines.join(" ")).toBe(defines);
    expect(names.uses.join(" ")).toBe(uses);
  });
});
