/** @file mathjs for answers: loaded when the first answer is read, with the doors shut through which text could act. */
import type {MathNode, Unit} from "mathjs";

export interface Mathjs {
  readonly parse: (text: string) => MathNode;
  readonly unit: (value: number, unit: string) => Unit;
}

let loaded: Promise<Mathjs> | undefined;

/** The one instance; the promise is kept, so that mathjs is read once. */
export const mathjs = (): Promise<Mathjs> => (loaded ??= load());

async function load(): Promise<Mathjs> {
  const {all, create} = (await import("mathjs/lib/browser/math.js")).default;
  const math = create(all!);
  const parse = (text: string): MathNode => math.parse(text), {unit} = math;
  const refuse = (): never => {
    throw new TypeError("a formula cannot change or call the reader of formulas");
  };
  math.import({import: refuse, createUnit: refuse, evaluate: refuse, compile: refuse, parser: refuse, simplify: refuse, derivative: refuse, reviver: refuse}, {override: true});
  return {parse, unit: (value, name) => unit(value, name)};
}
