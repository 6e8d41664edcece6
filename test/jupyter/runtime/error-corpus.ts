/**
 * @file Cells that fail, with the place that the reader must be shown marked by ‸ (further frames by ¹ ² ³).
 * The marks were held against plain Node, which runs the cases without enums and the like from files, types blanked out in place.
 */

export interface Case {
  readonly law: string;
  readonly code: string;
  /** The first line of the traceback begins so. */
  readonly says: string;
}

const failing = (law: string, says: string, code: string): Case => ({law, says, code});

export const corpus: readonly Case[] = [
  failing("a throw at the top", "Error: top", `1;\nthrow ‸new Error("top");`),
  failing("a throw in a function", "Error: f", `function f() {\n  throw ‸new Error("f");\n}\n¹f();`),
  failing("a throw in an arrow function", "Error: arrow", `const go = () => { throw ‸new Error("arrow"); };\n¹go();`),
  failing("a throw in a method", "Error: method", `class Tree { grow(n: number): void { throw ‸new Error("method"); } }\nnew Tree().¹grow(1);`),
  failing("a throw in a getter", "Error: getter", `const thing = { get size(): number { throw ‸new Error("getter"); } };\nthing.¹size;`),
  failing("a throw in a constructor", "Error: made", `class Made { constructor(readonly n: number) { throw ‸new Error("made"); } }\n¹new Made(1);`),
  failing("a throw in a field's initialiser", "Error: field", `const no = (): number => { throw ‸new Error("field"); };\n²class Field { n: number = ¹no(); }\n³new Field();`),
  failing("a throw in a static block", "Error: static", `class Block { static n: number; static {\n    throw ‸new Error("static");\n} }`),
  failing("a throw in a callback of map", "Error: map", `[1, 2].¹map((n: number) => { throw ‸new Error("map"); });`),
  failing("a throw in a comparator", "Error: sort", `[2, 1].¹sort((a: number, b: number): number => { throw ‸new Error("sort"); });`),
  failing("a throw in a generator", "Error: generator", `function* numbers(): Generator<number> {\n  yield 1;\n  throw ‸new Error("generator");\n}\nfor (const ¹n of numbers()) n;`),
  failing("a throw after an await", "Error: after", `const pause = () => new Promise<void>((go) => setTimeout(go, 1));\nawait pause();\nthrow ‸new Error("after");`),
  failing("a throw in an async function", "Error: async", `async function work(): Promise<void> {\n  await null;\n  throw ‸new Error("async");\n}\n¹await work();`),
  failing("a throw two async functions deep", "Error: deep", `async function inner(): Promise<void> {\n  await null;\n  throw ‸new Error("deep");\n}\nasync function outer(): Promise<void> {\n  ¹await inner();\n}\n²await outer();`),
  failing("a throw in an async generator", "Error: stream", `async function* stream(): AsyncGenerator<number> {\n  yield 1;\n  await null;\n  throw ‸new Error("stream");\n}\nfor await (const ¹n of stream()) n;`),
  failing("a rejection within Promise.all", "Error: all", `async function one(n: number): Promise<number> {\n  await null;\n  throw ‸new Error("all");\n}\n¹await Promise.all([one(1)]);`),
  failing("a property of undefined", "TypeError: Cannot read properties of undefined", `interface Named { name: string }\nlet missing: Named | undefined;\nmissing!.‸name;`),
  failing("a call of what is no function", "TypeError: api.go is not a function", `type Api = { go(): void };\nconst api = {} as Api;\napi.‸go();`),
  failing("an unknown name", "ReferenceError: nowhere is not defined", `type Unused = string | number;\nlet here: Unused = 1; ‸nowhere;`),
  failing("an array of negative length", "RangeError: Invalid array length", `const size: number = -1;\n‸new Array(size);`),
  failing("a mix of bigint and number", "TypeError: Cannot mix BigInt", `const big: bigint = 1n;\nbig ‸+ (1 as never);`),
  failing("what is not iterable", "TypeError: ", `const five: unknown = 5;\nconst [first] = ‸five as number[];`),
  failing("invalid JSON", "SyntaxError: ", `interface Data { n: number }\nconst data = JSON.‸parse("{n}") as Data;`),
  failing("a regular expression that is none", "SyntaxError: Invalid regular expression", `const source: string = "(";\n‸new RegExp(source);`),
  failing("a code point out of range", "RangeError: Invalid code point", `let text: string = "";\ntext = String.‸fromCodePoint(-1);`),
  failing("a throw below an erased interface", "Error: erased", `interface A {\n  a: number;\n  b: string;\n}\ntype B = A & {c: boolean};\nthrow ‸new Error("erased");`),
  failing("a throw below an enum", "Error: enum", `enum Colour { Red, Green = 5 }\nconst enum Size { Small }\nif (Colour.Green + Size.Small) throw ‸new Error("enum");`),
  failing("a throw in a namespace", "Error: namespace", `namespace Space {\n  export const n: number = 1;\n  export function fail(): void { throw ‸new Error("namespace"); }\n}\nSpace.¹fail();`),
  failing("a throw behind annotations on its line", "Error: line", `const fail = (a: number, b?: string, ...rest: readonly boolean[]): never => { throw ‸new Error("line"); }; ¹fail(1 as number, "b" satisfies string);`),
  failing("a throw behind type arguments", "Error: generic", `function same<T extends object, U = T>(value: T): U { throw ‸new Error("generic"); }\n¹same<{a: number}>({a: 1} as {a: number});`),
  failing("a throw with parameter properties", "Error: property", `class Held { constructor(private readonly a: number, public b: string) {} fail(): void { throw ‸new Error("property"); } }\nnew Held(1, "b").¹fail();`),
  failing("a throw in a decorated method", "Error: decorated", `const plain = (method: Function, _: ClassMethodDecoratorContext) => method;\nclass Adorned { @(plain as never) fail(): void { throw ‸new Error("decorated"); } }\nnew Adorned().¹fail();`),
  failing("a throw in a template over lines", "Error: template", `const cut = (): string => { throw ‸new Error("template"); };\nconst long = \`one\n  two \${¹cut()}\n\`;`),
  failing("a throw behind emoji and tabs", "Error: wide", `\tconst face = "😀é"; if (face) throw ‸new Error("wide");`),
  failing("a throw in lines that end as on Windows", "Error: windows", `type N = number;\r\nconst n: N = 1;\r\nthrow ‸new Error("windows");`),
  failing("a throw in a block with using", "Error: using", `function hold() {\n  using held = {[Symbol.dispose]() {}};\n  throw ‸new Error("using");\n}\n¹hold();`),
  failing("an error thrown again", "Error: again", `let kept: Error | undefined;\ntry { throw ‸new Error("again"); } catch (error) { kept = error as Error; }\nthrow kept;`),
  failing("an error of a class of one's own", "Refused: no entry", `class Refused extends Error { override name = "Refused"; }\nthrow ‸new Refused("no entry");`),
  failing("a function made of text", "Error: made of text", `const made = new Function("throw new Error('made of text')");\n‸made();`),
  failing("an error from one of Node's functions", "Error: ENOENT", `import {readFileSync} from "node:fs";\nconst read = (path: string): string => ‸readFileSync(path, "utf8");\n¹read("/nowhere/at/all");`),
  failing("an error in a promise's executor", "Error: executor", `await ¹new Promise<void>((resolve, reject) => { throw ‸new Error("executor"); });`),
  failing("an error in a then", "Error: then", `¹await Promise.resolve(1).then((n: number): number => { throw ‸new Error("then"); });`),
  failing("an optional chain that breaks later", "TypeError: Cannot read properties of undefined", `const maybe: {a?: {b: {c: number}}} = {a: {} as never};\nmaybe.a?.b‸.c;`)
];

/** The cell without its marks, and where they stood, as `line:column`. */
export function unmarked(marked: string): {readonly code: string; readonly places: readonly string[]} {
  const found: {readonly order: number; readonly place: string}[] = [];
  let code = "";
  for (const part of marked.split(/([‸¹²³])/)) {
    const order = "‸¹²³".indexOf(part);
    if (part === "" || order < 0 || part.length > 1) code += part;
    else found.push({order, place: `${code.split("\n").length}:${code.length - code.lastIndexOf("\n")}`});
  }
  return {code, places: found.sort((a, b) => a.order - b.order).map(({place}) => place)};
}
