/** @file A worker thread that is asked questions, and replaced when it dies. */
import {Worker} from "node:worker_threads";
import {nodeArguments} from "../module-url.ts";
import type {Question, Questions, Reply, Request} from "./messages.ts";

export type Ask = <Name extends Question>(question: Name, ...given: Questions[Name]["arguments"]) => Promise<Questions[Name]["answer"]>;

export interface Thread {
  readonly ready: Promise<void>;
  /** Rejects if the compiler threw on this question, or if the thread died of it. */
  readonly ask: Ask;
  /** Ends the thread; a fresh one takes its place. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A thread that cannot even start is not tried for ever. */
const mostStillborn = 3;
/** Deeply nested code needs a deep stack; the heap is for a session with large type libraries. */
const limits = {stackSizeMb: 8, maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32};

/** `restore` brings a replacement to where its predecessor was, before it is asked anything else. */
export function createThread(url: URL, workerData: unknown, restore: (ask: Ask) => Promise<void>): Thread {
  let closed = false;
  /** Threads that died, one after the other, without an answer. */
  let stillborn = 0;
  let lastCause = new Error("the language worker has stopped");
  let current = start();
  let restored: Promise<void> = Promise.resolve();

  function start() {
    const pending = new Map<number, Pending>();
    const worker = new Worker(url, {workerData, execArgv: [...nodeArguments], resourceLimits: limits, stdout: false, stderr: false});
    let cause = new Error("the language worker has stopped");
    let next = 0;
    const send: Ask = (question, ...given) => new Promise((resolve, reject) => {
      const id = ++next;
      pending.set(id, {resolve: resolve as (answer: unknown) => void, reject});
      worker.ref();
      worker.postMessage({id, question, arguments: given} satisfies Request);
    });
    const hear = (reply: Reply): void => {
      settle(pending, reply);
      if (pending.size === 0) worker.unref();
    };
    worker.on("message", hear);
    worker.on("error", (error: Error) => void (cause = error));
    worker.on("exit", () => {
      for (const {reject} of pending.values()) reject(cause);
      pending.clear();
      lastCause = cause;
      if (!closed && ++stillborn < mostStillborn) replace();
    });
    worker.unref();
    const end = async (): Promise<void> => {
      // A last reply would let go of the worker while its end is awaited, and with it, of all that keeps us alive.
      worker.off("message", hear);
      await worker.terminate();
    };
    return {send, end};
  }

  function replace(): void {
    current = start();
    const {send} = current;
    restored = restore(send).catch(() => undefined);
  }

  const ask: Ask = async (question, ...given) => {
    if (stillborn >= mostStillborn) throw lastCause;
    if (closed) throw new Error("the language worker has been closed");
    await restored;
    const answer = await current.send(question, ...given);
    stillborn = 0;
    return answer;
  };
  return {
    ready: ask("isComplete", "").then(() => undefined, () => undefined),
    ask,
    async renew() {
      await current.end();
      await restored;
    },
    async close() {
      closed = true;
      await current.end();
    }
  };
}

function settle(pending: Map<number, Pending>, reply: Reply): void {
  const waiting = pending.get(reply.id);
  pending.delete(reply.id);
  if ("error" in reply) waiting?.reject(new Error(reply.error));
  else waiting?.resolve(reply.answer);
}
