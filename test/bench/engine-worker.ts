/** @file A worker of the engine's benchmarks that measures twins alone: it has its inputs in its memory, and does its share when it is told to. */
import {parentPort, workerData} from "node:worker_threads";
import {machine} from "../../lib/engine/machine.ts";
import {bytesOf} from "../../lib/engine/slots.ts";
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
/** Samples as they lie in the machine's memory: as bits, where torch has its floats. */
const {input} = one, lie = (): Uint8Array => new Uint8Array(one.memory.buffer, input.base, Math.max(input.pitch * input.lots, bytesOf(input.field, input.form)));
const kept = samples.map((sample) => {
  one.load(sample);
  return lie().slice();
});
parentPort!.on("message", () => {
  for (let k = 0; k < times; k++) {
    if (alone) one.ops[0]!.whole!();
    else {
      for (const sample of kept) {
        lie().set(sample);
        one.forward();
      }
    }
  }
  parentPort!.postMessage("done");
});
