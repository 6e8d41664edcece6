/** @file Our own engine: a language worker that checks and translates cells, and a child process that runs them. */
import type {Cell, CreateEngine, Engine, EngineOptions, Failure, Origin, Outcome} from "./engine.ts";
import {startLanguage} from "./language/language.ts";
import type {Language} from "./language/language.ts";
import {keepRuntime} from "./runtime/keeper.ts";
import type {Runtime} from "./runtime/runtime.ts";

export interface SpikeEngineOptions extends EngineOptions {
  /** Limit of the cells' heap, MB; Node's own where it is not given. */
  readonly maxHeapMb?: number;
  /** Another language than ours, which may ask the process of the cells. */
  readonly language?: (runtime: () => Runtime) => Language;
}

const interrupted: Outcome = {
  status: "error",
  interrupted: true,
  failure: {name: "Interrupted", message: "the cell was interrupted", traceback: ["Interrupted: the cell was interrupted"]}
};

/** How long the compiler may be at a cell before an interrupt ends it, ms. */
const patience = 2000;

export function createSpikeEngine({cwd, host, maxHeapMb, language: speak = () => startLanguage({cwd})}: SpikeEngineOptions): Engine {
  const keeper = keepRuntime({cwd, maxHeapMb, output: (output, origin) => host.output(output, origin), input: (request, origin) => host.input(request, origin), gone: lose});
  const language = speak(keeper.current);
  let busy = false;
  let stops = 0;
  /** When the compiler was given the cell that it is at. */
  let compiling: number | undefined;
  /** What the next cell is told of a state that has gone. */
  let loss: Failure | undefined;

  function lose(failure: Failure): void {
    void language.reset();
    loss = failure;
    if (!busy) host.lost(failure);
  }
  function tellLoss(origin: Origin): void {
    if (loss) host.output({type: "stream", name: "stderr", text: `spikebook: this process is a fresh one; earlier variables and imports are gone (${loss.name})\n`}, origin);
    loss = undefined;
  }
  async function compileAndRun(cell: Cell, origin: Origin): Promise<Outcome> {
    const stopsBefore = stops;
    compiling = performance.now();
    const compiled = await language.compile(cell);
    compiling = undefined;
    if (stops > stopsBefore) return interrupted;
    if (!compiled.ok) return {status: "error", failure: compiled.failure};
    const {code, map, declares, ticket} = compiled;
    void language.commit(ticket);
    return keeper.current().run({number: cell.number, source: cell.code, code, map, declares, ...(cell.silent ? {silent: true} : {})}, origin);
  }
  async function forget(cells: readonly string[]): Promise<void> {
    const names = await language.forget(cells);
    if (names.length > 0) await keeper.current().forget(names);
  }
  async function execute(cell: Cell, origin: Origin): Promise<Outcome> {
    keeper.ensure();
    tellLoss(origin);
    busy = true;
    if (cell.deleted) await forget(cell.deleted);
    const outcome = await compileAndRun(cell, origin);
    busy = false;
    return outcome;
  }
  let queue: Promise<unknown> = Promise.resolve();

  return {
    ready: Promise.all([keeper.current().ready, language.ready]).then(() => {}),
    execute(cell, origin) {
      const run = queue.then(() => execute(cell, origin));
      queue = run;
      return run;
    },
    expressions: (code) => keeper.current().expressions(code),
    complete: (code, cursor) => language.complete(code, cursor),
    inspect: (code, cursor, detail) => language.inspect(code, cursor, detail),
    isComplete: (code) => language.isComplete(code),
    comm: (message, origin) => keeper.current().comm(message, origin),
    comms: () => keeper.current().comms(),
    async interrupt() {
      stops += 1;
      if (compiling !== undefined && performance.now() - compiling > patience) void language.renew?.();
      await keeper.current().interrupt();
    },
    async restart() {
      loss = undefined;
      await Promise.all([keeper.renew(), language.reset()]);
    },
    async close() {
      await Promise.all([keeper.close(), language.close()]);
    }
  };
}

export const createEngine: CreateEngine = createSpikeEngine;
