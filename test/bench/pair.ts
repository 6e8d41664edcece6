/** @file Workers of the engine's benchmarks that do their shares at once. */
import {once} from "node:events";
import {Worker} from "node:worker_threads";
import type {Share} from "./engine-worker.ts";

export interface Pair {
  /** All shares, once. */
  go(): Promise<void>;
  close(): Promise<void>;
}

/** One worker for each share. */
export function pair(shares: readonly Share[]): Pair {
  const workers = shares.map((share) => new Worker(new URL("./engine-worker.ts", import.meta.url), {workerData: share, execArgv: ["--disable-warning=ExperimentalWarning"]}));
  return {
    async go() {
      await Promise.all(workers.map((worker) => {
        const done = once(worker, "message");
        worker.postMessage("go");
        return done;
      }));
    },
    async close() { await Promise.all(workers.map((worker) => worker.terminate())); }
  };
}
