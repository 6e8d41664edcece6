/** @file Classes: fields, privacy, accessors, decorators, inheritance across cells. */
import type {Case} from "../case.ts";

export const classes: readonly Case[] = [
  {law: "a subclass in a later cell", cells: ["class K1 { hi() { return 'hi' } }", "class K2 extends K1 { override hi() { return super.hi() + '!' } }", "new K2().hi()"], result: "'hi!'"},
  {law: "a class expression with a private member", cells: ["const K3 = class { #y = 1; private z = 2; sum() { return this.#y + this.z } }", "new K3().sum()"], result: "3"},
  {law: "parameter properties", cells: ["class K4 { constructor(public a: number, private readonly b = 2) {} get sum() { return this.a + this.b } }", "new K4(3).sum"], result: "5"},
  {law: "accessor fields", cells: ["class K5 { accessor v = 1; static accessor s = 2 }", "const k5 = new K5(); k5.v += 3; k5.v + K5.s"], result: "6"},
  {law: "static blocks and fields", cells: ["class K6 { static n: number; static { K6.n = 7 } static m = K6.n + 1 }", "K6.m"], result: "8"},
  {law: "a private name is checked with in", cells: ["class K7 { #p = 1; static has(o: object) { return #p in o } }", "`${K7.has(new K7())} ${K7.has({})}`"], result: "'true false'"},
  {law: "fields are defined, not set", cells: ["class K8 { set v(_: number) { throw new Error('set') } } class K9 extends K8 { }", "Object.keys(new (class { a = 1 })()).join()"], result: "'a'"},
  {law: "a class decorator", cells: ["function k10<T extends abstract new (...a: never) => object>(c: T, ctx: ClassDecoratorContext<T>) { (c as unknown as {tag: string}).tag = String(ctx.name) }", "@k10 class K10 { declare static tag: string }", "K10.tag"], result: "'K10'"},
  {law: "a method decorator", cells: ["const k11 = <T, A extends unknown[]>(f: (this: T, ...a: A) => number, _: ClassMethodDecoratorContext) => function (this: T, ...a: A) { return f.apply(this, a) * 2 }", "class K11 { @k11 f(n: number) { return n + 1 } }", "new K11().f(4)"], result: "10"},
  {law: "decorated classes of two cells don't disturb one another", cells: ["const k12 = (v: undefined, _: ClassFieldDecoratorContext) => (start: number) => start * 10; class K12 { @k12 static a = 1; static again() { return K12.a } }", "class K13 { @k12 static a = 2; static again() { return K13.a } }", "`${K12.again()} ${K13.again()}`"], result: "'10 20'"},
  {law: "an instance of a redeclared class keeps its own", cells: ["class K14 { v() { return 1 } } const k14 = new K14()", "class K14 { v() { return 2 } }", "`${k14.v()} ${new K14().v()} ${k14 instanceof K14}`"], result: "'1 2 false'"},
  {law: "a missing override is no error without the option", cells: ["class K15 { f() { return 1 } }", "class K16 extends K15 { f() { return 2 } }", "new K16().f()"], result: "2"},
  {law: "an uninitialised field is refused", cells: ["class K17 { v: number }"], error: "TS2564"},
  {law: "getters and setters of different types", cells: ["class K18 { #v = 0; get v(): number { return this.#v } set v(x: number | string) { this.#v = Number(x) } }", "const k18 = new K18(); k18.v = '12'; k18.v"], result: "12"},
  {law: "symbols as members", cells: ["class K19 { get [Symbol.toStringTag]() { return 'Nice' } }", "String(new K19())"], result: "'[object Nice]'"},
  {law: "a subclass of Error is caught as itself", cells: ["class K20 extends Error { override name = 'K20' }", "try { throw new K20('x') } catch (e) { var k20 = e instanceof K20 } k20"], result: "true"},
  {law: "polymorphic this", cells: ["class K21 { n = 0; add(x: number): this { this.n += x; return this } }", "new K21().add(1).add(2).n"], result: "3"},
  {law: "a mixin", cells: ["const k22 = <B extends new (...a: any[]) => object>(Base: B) => class extends Base { extra = 5 }", "const K22 = k22(class { own = 1 }); const k22o = new K22(); k22o.extra + k22o.own"], result: "6"}
];

export const destructuring: readonly Case[] = [
  {law: "objects, arrays, defaults, rest", cells: ["const {a: s1, b: {c: s2 = 5} = {}, ...s3} = {a: 1, d: 4, e: 6} as {a: number; b?: {c?: number}; d: number; e: number}", "`${s1} ${s2} ${s3.d + s3.e}`"], result: "'1 5 10'"},
  {law: "arrays with holes and rest", cells: ["const [s4, , ...s5] = [1, 2, 3, 4]", "`${s4} ${s5}`"], result: "'1 3,4'"},
  {law: "var patterns", cells: ["var {a: s6, ...s7} = {a: 1, b: 2}, [s8 = 3, [s9]] = [undefined, [4]] as [number | undefined, [number]]", "`${s6} ${s7.b} ${s8} ${s9}`"], result: "'1 2 3 4'"},
  {law: "var patterns with computed keys", cells: ["const s10 = 'k'; var {[s10]: s11 = 2} = {k: 8}", "s11"], result: "8"},
  {law: "var patterns in loops", cells: ["for (var {x: s12} of [{x: 1}, {x: 2}]) {} for (var [s13] of [[3], [4]]) {}", "`${s12} ${s13}`"], result: "'2 4'"},
  {law: "parameters", cells: ["const s14 = ({a, b = 2}: {a: number; b?: number}, [c]: number[] = [3]) => a + b + (c ?? 0)", "s14({a: 1})"], result: "6"},
  {law: "assignment to names and members of earlier cells", cells: ["let s15 = 0; const s16 = {v: 0}", "({a: s15, b: s16.v} = {a: 1, b: 2})", "`${s15} ${s16.v}`"], result: "'1 2'"},
  {law: "a pattern is checked", cells: ["const {s17} = {other: 1}"], error: "TS2339"}
];
