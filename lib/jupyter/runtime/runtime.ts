/** @file The kernel's side of one child process: commands go in, outputs and outcomes come out, in order. */
import type {CommMessage, Expression, Failure, Host, Origin, Outcome} from "../engine.ts";
import {createCalls} from "./calls.ts";
import type {Calls} from "./calls.ts";
import {startChild} from "./child-process.ts";
import type {Child, Death} from "./child-process.ts";
import {deathOf} from "./death.ts";
import {splitComm} from "./messages.ts";
import type {Report, Script} from "./messages.ts";
import {createOutputs} from "./outputs.ts";
import type {Outputs} from "./outputs.ts";
import {stopped, stoppedAll} from "./stopped.ts";
import {terminateExecution} from "./terminate.ts";

export interface RuntimeOptions {
  readonly cwd: string;
  readonly maxHeapMb?: number | undefined;
  output: Host["output"];
  input: Host["input"];
  /** The child has gone without being asked to; `failure` names the cause. Nothing comes after. */
  gone(failure: Failure): void;
}

export interface Runtime {
  readonly ready: Promise<void>;
  /** Resolves after the last output; as an error when the child dies. */
  run(script: Script, origin: Origin): Promise<Outcome>;
  expressions(code: Readonly<Record<string, string>>): Promise<Readonly<Record<string, Expression>>>;
  /** Lets go of what variables hold. */
  forget(names: readonly string[]): Promise<void>;
  comm(message: CommMessage, origin: Origin): Promise<void>;
  comms(): Promise<Readonly<Record<string, string>>>;
  /** Resolves when what ran has stopped. */
  interrupt(): Promise<void>;
  close(): Promise<void>;
}

const patience = 30; // ms that an interrupt waits for a child that yields, before it is stopped from outside.
const blocked = 150; // ms after which a child that cannot even be stopped from outside is in native code.

export function startRuntime(options: RuntimeOptions): Runtime {
  const ready = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  let exiting: number | undefined;
  let closed = false;
  ready.promise.catch(() => {});

  const report = (heard: Report, origin: Origin): void => {
    if (heard.is === "ready") ready.resolve();
    else if (heard.is === "ran") calls.answer(heard.id, {outcome: heard.outcome});
    else if (heard.is === "reply") calls.answer(heard.id, {value: heard.value});
    else if (heard.is === "ask") void ask(heard, origin, options.input, calls);
    else if (heard.is === "exiting") exiting = heard.code;
  };
  const end = (death: Death): void => {
    const failure = deathOf({...death, exiting, words: outputs.words()});
    calls.end(failure);
    ready.reject(new Error(failure.message));
    gone.resolve();
    if (!closed) options.gone(failure);
  };
  const outputs = createOutputs({output: options.output, report});
  const child = startChild({cwd: options.cwd, maxHeapMb: options.maxHeapMb, frames: outputs.frames, raw: outputs.raw, ended: outputs.ended, gone: end});
  const calls = createCalls(ready.promise, child.write);
  const close = async (): Promise<void> => {
    closed = true;
    child.kill();
    await gone.promise;
  };
  return {ready: ready.promise, ...commands(calls, outputs, () => stop(calls, outputs, child)), close};
}

function commands(calls: Calls, outputs: Outputs, stop: () => Promise<void>): Omit<Runtime, "ready" | "close"> {
  // A cell that starts waits for it: what is meant for the last one must not hit the next.
  let stopping: Promise<void> | undefined;
  return {
    async run(script, origin) {
      await stopping;
      outputs.start(origin);
      const {outcome} = await calls.call((id) => ({do: "run", id, script, origin}));
      return outcome!;
    },
    async expressions(code) {
      const {value, outcome} = await calls.call((id) => ({do: "expressions", id, code}));
      return (value ?? (outcome === stopped ? stoppedAll(code) : {})) as Readonly<Record<string, Expression>>;
    },
    async forget(names) {
      await calls.call((id) => ({do: "forget", id, names}));
    },
    async comm(message, origin) {
      const {bare, parts} = splitComm(message);
      await calls.call((id) => ({do: "comm", id, comm: bare, origin}), parts);
    },
    async comms() {
      const {value = {}} = await calls.call((id) => ({do: "comms", id}));
      return value as Readonly<Record<string, string>>;
    },
    interrupt: () => (stopping ??= stop().finally(() => (stopping = undefined)))
  };
}

async function ask({id, prompt, password}: Report & {is: "ask"}, origin: Origin, input: Host["input"], calls: Calls): Promise<void> {
  try {
    calls.tell({do: "answer", id, value: await input({prompt, password}, origin)});
  } catch (error) {
    const {name, message} = error instanceof Error ? error : {name: "Error", message: String(error)};
    calls.tell({do: "answer", id, failure: {name, message, traceback: []}});
  }
}

/**
 * Asks the child to stop; one that does not answer in time is stopped from outside, as often as it takes.
 *
 * A blow from outside may fall late, on whatever the child then does, and what it hits is lost without a word. So there is
 * one at a time, and the answer that counts is one to a request made when none was under way.
 */
async function stop(calls: Calls, outputs: Outputs, child: Child): Promise<void> {
  let blow: Promise<void> | undefined;
  for (;;) {
    const clear = !blow;
    let answered = false;
    const answer = calls.call((id) => ({do: "interrupt", id})).then(() => (answered = true));
    await Promise.race([answer, passing(patience)]);
    if (answered && clear) return settle(calls);
    const url = outputs.inspector();
    if (!answered && url) blow ??= terminateExecution(url).then(() => (blow = undefined));
    if (!blow) continue;
    const late = await Promise.race([blow.then(() => false), passing(blocked).then(() => true)]);
    // Where native code blocks, it is a child process that it waits for: as in a terminal, that one is asked to end.
    if (late && !answered) child.signal("SIGINT");
  }
}

/**
 * Asks on until all that was open has ended: the child gives it some turns of its event loop, one for each request. What is open after
 * that was hit before the child had read it, and nobody there knows of it.
 */
async function settle(calls: Calls): Promise<void> {
  const open = calls.open();
  for (let turns = 0; turns < 4 && open.some((id) => calls.open().includes(id)); ) {
    const heard = calls.call((id) => ({do: "interrupt", id})).then(() => true);
    // Others may strike too (a debugger, say); then the request is made again.
    if (await Promise.race([heard, passing(1000).then(() => false)])) turns += 1;
  }
  for (const id of open) calls.answer(id, {outcome: stopped});
}

const passing = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
