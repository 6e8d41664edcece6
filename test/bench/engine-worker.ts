/** @file A worker of the engine's benchmarks that measures twins alone: it has its inputs in its memory, and does its share when it is told to. */
import {parentPort, workerData} from "node:worker_threads";
import {machine} from "../../lib/engine/machine.ts";
import type {Lowered} from "../../lib/engine/passes.ts";

export interface Share {
  readonly lowered: Lowered;
  readonly parameters: Float32Array;
  readonly samples: readonly (Uint8Array | Float32Array)[];
  /** How often all samples are run for one order. */
  readonly times: number;
  /** The first op alone, on the last sample. */
  readonly alone?: boolean;
}

const {lowered, parameters, samples, times, alone} = workerData as Share, one = machine(lowered);
one.parameters.set(parameters);
one.turn();
one.load(samples.at(-1)!);
parentPort!.on("message", () => {
  for (let k = 0; k < times; k++) {
    if (alone) one.ops[0]!.whole!();
    else {
      for (const sample of samples) {
        one.load(sample);
        one.forward();
      }
    }
  }
  parentPort!.postMessage("done");
});
