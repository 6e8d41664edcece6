/** @file Runs the corpus on an engine, in one session, and gives what each case ended with. */
import type {CreateEngine, Engine, Output} from "../../../lib/jupyter/engine.ts";
import type {Case} from "./corpus.ts";

export interface Session {
  readonly engine: Engine;
  /** The last result's text, or the name of the error that the last cell ended with; `nothing` if neither. */
  answer(given: Case): Promise<string>;
}

export function startSession(createEngine: CreateEngine, cwd: string): Session {
  let outputs: Output[] = [];
  let count = 0;
  const engine = createEngine({cwd, host: {output: (output) => void outputs.push(output), input: () => Promise.reject(new Error("no one can be asked")), lost: () => undefined}});
  const run = async (code: string): Promise<string> => {
    outputs = [];
    count++;
    const outcome = await engine.execute({number: count, code}, count);
    if (outcome.status === "error") return outcome.failure.name;
    return String(outputs.find((output) => output.type === "result")?.data["text/plain"] ?? "nothing");
  };
  return {
    engine,
    async answer({cells}) {
      let last = "nothing";
      for (const cell of cells) last = await run(cell);
      return last;
    }
  };
}
