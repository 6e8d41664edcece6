/** @file A crew: workers that keep a plan and share its batches, shard by shard. */
import type {Weights} from "../model/weights.ts";
import {lesson, merged} from "./gradient.ts";
import type {BatchGradient, Targets} from "./gradient.ts";
import type {Batch} from "./inputs.ts";
import {twinModule} from "./kernels.ts";
import type {Mode} from "./kernels.ts";
import type {Plan} from "./plan.ts";
import {hand} from "./port.ts";
import type {Hand} from "./port.ts";
import type {Done, Task} from "./shards.ts";
import type {FromWorker, ToWorker} from "./worker.ts";

export interface CrewOptions {
  /** Workers. */
  readonly threads?: number;
}

export interface CrewCall {
  /** Gives the call up: the workers are ended at once and begin anew with the next call. */
  readonly signal?: AbortSignal;
}

export interface Crew {
  readonly plan: Plan;
  readonly threads: number;
  /** What `run` gives, without records of spikes. */
  run(weights: Weights, inputs: Batch, call?: CrewCall): Promise<Pick<BatchGradient, "outputs" | "scores" | "counts">>;
  /** What `batchGradient` gives, to the bit, however many workers there are. */
  gradient(weights: Weights, inputs: Batch, targets: Targets, call?: CrewCall): Promise<BatchGradient>;
  /** Ends the workers and gives their memory back. A crew may be closed at any time, and twice. */
  close(): Promise<void>;
}

/** One call in progress. */
interface Job {
  /** Answers to an earlier call that failed are not heard. */
  readonly call: number;
  readonly waiting: {readonly index: number; readonly task: Task}[];
  readonly done: Done[];
  /** Tasks that each worker has now. */
  readonly begun: Map<Hand, number>;
  left: number;
  fail(error: Error): void;
  finish(): void;
}

/**
 * Workers for a plan, each with a memory of its own. A batch is cut into a fixed number of shards that the workers take as they come, and
 * sums are formed in the order of the shards: the bits depend neither on the number of workers nor on their speed.
 *
 * @throws RangeError if `threads` is no whole number of at least 1.
 */
export function crew(plan: Plan, {threads = 2}: CrewOptions = {}): Crew {
  if (!(Number.isInteger(threads) && threads >= 1)) throw new RangeError(`crew: threads must be a whole number of at least 1, got ${threads}`);
  const workers = staff(plan, threads);
  workers.hire();
  // Threads share what is compiled of the same bytes: while this one holds them, workers find them compiled, and those of the next crew find them optimised.
  for (const mode of new Set<Mode>(["strict", plan.lowered.mode])) twinModule(mode);
  let closed = false, last: Promise<unknown> = Promise.resolve();
  const call = async (who: string, weights: Weights, inputs: Batch, targets: Targets | undefined, {signal}: CrewCall = {}): Promise<BatchGradient> => {
    const {parameters, tasks, count} = lesson(who, plan, weights, inputs, targets), before = last;
    const own = (async () => {
      await before.catch(() => undefined);
      if (closed) throw new Error(`${who}: the crew is closed; make another`);
      return workers.work(who, parameters, tasks, signal);
    })();
    last = own;
    return merged(who, plan, await own, count);
  };
  return {
    plan, threads,
    run: (weights, inputs, options) => call("crew.run", weights, inputs, undefined, options),
    gradient: (weights, inputs, targets, options) => call("crew.gradient", weights, inputs, targets, options),
    async close() {
      closed = true;
      await workers.end("the crew was closed");
    }
  };
}

interface Staff {
  /** As many as are missing; they begin to load while their first task is still being made. */
  hire(): void;
  work(who: string, parameters: Float32Array, tasks: readonly Task[], signal?: AbortSignal): Promise<Done[]>;
  end(why: string): Promise<void>;
}

function staff({lowered, training, net}: Plan, threads: number): Staff {
  const url = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  let hands: Hand[] = [], job: Job | undefined, calls = 0;
  /** One task to whoever has none, and one ahead, so that nobody waits for the post; the last of all are kept for who is free first. */
  const give = (to: Hand): void => {
    const {call, waiting, begun} = job!, own = begun.get(to) ?? 0, next = own === 0 || (own === 1 && waiting.length > threads) ? waiting.shift() : undefined;
    if (!next) return;
    begun.set(to, own + 1);
    to.send({kind: "task", call, ...next} satisfies ToWorker);
  };
  const hired = (): Hand => {
    const own: Hand = hand(url, {
      message(message) {
        const answer = message as FromWorker;
        if (!job || answer.call !== job.call || !hands.includes(own)) return;
        if (answer.kind === "failed") return job.fail(new Error(`engine: a worker failed: ${answer.message}`));
        job.done[answer.index] = answer.done;
        if (--job.left === 0) return job.finish();
        job.begun.set(own, job.begun.get(own)! - 1);
        give(own);
        give(own);
      },
      died(why) {
        if (!hands.includes(own)) return;
        hands = hands.filter((each) => each !== own);
        job?.fail(new Error(`engine: a worker died: ${why}; the weights are as they were before this call`));
      }
    });
    own.send({kind: "plan", lowered, stages: net.stages.length, ...(training ? {training} : {})} satisfies ToWorker);
    return own;
  };
  const hire = (): void => { while (hands.length < threads) hands.push(hired()); };
  const end = async (why: string): Promise<void> => {
    const all = hands;
    hands = [];
    job?.fail(new Error(`engine: ${why}`));
    await Promise.all(all.map((each) => each.end()));
  };
  return {
    hire, end,
    async work(who, parameters, tasks, signal) {
      signal?.throwIfAborted();
      hire();
      let stop: (() => void) | undefined;
      try {
        return await new Promise<Done[]>((resolve, reject) => {
          const done: Done[] = [], waiting = tasks.map((task, index) => ({index, task}));
          job = {call: ++calls, waiting, done, begun: new Map(), left: tasks.length, fail: reject, finish: () => resolve(done)};
          stop = () => {
            reject(signal!.reason as Error);
            void end(`${who} was cancelled`);
          };
          signal?.addEventListener("abort", stop, {once: true});
          for (const each of hands) {
            each.hold(true);
            each.send({kind: "parameters", parameters} satisfies ToWorker);
            give(each);
          }
          for (const each of hands) give(each);
        });
      } finally {
        job = undefined;
        for (const each of hands) each.hold(false);
        if (stop) signal?.removeEventListener("abort", stop);
      }
    }
  };
}
