/**
 * @file The tslab engine: cells go through tslab's own converter and executor, with all that is wrong in them; outputs,
 * results, errors, interrupts and the life of the process are those of our own engine.
 */
import type {CreateEngine, Expression} from "../engine.ts";
import {createSpikeEngine} from "../spike-engine.ts";
import {call, tslabLanguage} from "./language.ts";

export const createEngine: CreateEngine = (options) => {
  const engine = createSpikeEngine({...options, language: tslabLanguage});
  return {
    ...engine,
    expressions: async (code) => {
      const calls = Object.entries(code).map(([name, expression]) => [name, call("evaluate", expression)] as const);
      return engine.expressions(Object.fromEntries(calls)) as Promise<Readonly<Record<string, Expression>>>;
    },
    async interrupt() {
      await engine.interrupt();
      await engine.expressions({interrupt: call("interrupt")});
    }
  };
};
