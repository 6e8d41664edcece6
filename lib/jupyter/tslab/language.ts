/** @file tslab's converter as the language of an engine: it lives in the process of the cells, and is asked there. */
import type {Cell, Completeness, Completion, Expression} from "../engine.ts";
import type {Language} from "../language/language.ts";
import {moduleUrl} from "../module-url.ts";
import type {Runtime} from "../runtime/runtime.ts";

// A cell's import never settles once the cell has been interrupted, so the adapter is found again by its symbol.
const adapter = `(globalThis[Symbol.for("spikebook.tslab.adapter")] ?? (await __spikebook.import(${JSON.stringify(moduleUrl("./adapter", import.meta.url).href)})).adapter)`;

/** Code that calls the adapter in the process of the cells. */
export const call = (name: string, ...values: readonly (string | number)[]): string => `await ${adapter}.${name}(${values.map((value) => JSON.stringify(value)).join(", ")})`;

/** Jupyter's words for TypeScript's kinds; most are the same. */
const kinds: Readonly<Record<string, string>> = {var: "instance", let: "instance", const: "instance", "local var": "instance", parameter: "instance", method: "function", "local function": "function", getter: "property", setter: "property", alias: "module", "primitive type": "class", type: "class", interface: "class", enum: "class"};

interface Answers {
  complete: Omit<Completion, "items"> & {readonly items: readonly {readonly text: string; readonly kind: string}[]};
  inspect: string | null;
  isComplete: {readonly completed: boolean; readonly indent?: string};
}

/** tslab answers when no cell runs: it shares their thread. */
export function tslabLanguage(runtime: () => Runtime): Language {
  const warm = (): Promise<void> => runtime().expressions({warm: `${adapter}.isComplete("")`}).then(() => undefined);
  const ask = async <K extends keyof Answers>(name: K, ...values: readonly (string | number)[]): Promise<Answers[K] | undefined> => {
    const {answer} = await runtime().expressions({answer: call(name, ...values)});
    return jsonOf(answer) as Answers[K] | undefined;
  };
  return {
    ready: Promise.resolve().then(warm),
    forget: async () => [],
    compile: async ({code}: Cell) => ({ok: true, code: call("execute", code), map: "", declares: [], ticket: 0}),
    commit: async () => undefined,
    async complete(code, cursor) {
      const {items, start, end} = (await ask("complete", code, cursor)) ?? {items: [], start: cursor, end: cursor};
      return {items: items.map(({text, kind}) => ({text, kind: kinds[kind] ?? kind})), start, end};
    },
    async inspect(code, cursor) {
      const text = await ask("inspect", code, cursor);
      return text ? {"text/plain": text} : undefined;
    },
    async isComplete(code): Promise<Completeness> {
      const {completed = true, indent = ""} = (await ask("isComplete", code)) ?? {};
      return completed ? {status: "complete"} : {status: "incomplete", indent};
    },
    reset: warm,
    close: async () => undefined
  };
}

const jsonOf = (answer: Expression | undefined): unknown => (answer?.status === "ok" ? answer.data["application/json"] : undefined);
