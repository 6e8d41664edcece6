/** @file The learning of a machine: what waits between the way forwards and the way back. */
import type {Again} from "./again.ts";
import type {Backward} from "./backward.ts";
import {constantCost, costOf} from "./costs.ts";
import type {Watch} from "./costs.ts";
import type {Twins} from "./kernels.ts";
import type {Lowered} from "./passes.ts";
import {unitsOf} from "./passes.ts";
import {at} from "./slots.ts";
import type {Slot} from "./slots.ts";
import {timed} from "./training.ts";
import type {Training} from "./training.ts";

export interface Learning {
  /** Sums over samples, between `begin` and `settle`. Laid out as the parameters. */
  readonly gradient: Float32Array;
  begin(): void;
  settle(): void;
  /** To be called after the parameters have changed. */
  turn(): void;
  /** What each output gave, one row a step, padded; empty where the loss looks at sums alone. */
  readonly outputs: readonly Float32Array[];
  /** To be filled before the way back: the derivative of the loss by each output, padded as `sums`; one row that holds for all steps, or one row a step. */
  readonly errors: readonly Float32Array[];
  /** What the run cost beside its loss; to be called before the way back. */
  costs(): number;
  /** Adds to the gradient. */
  backward(): void;
}

export interface LearningParts {
  readonly lowered: Lowered;
  readonly training: Training;
  readonly back: Backward;
  readonly watches: readonly Watch[];
  readonly memory: WebAssembly.Memory;
  readonly gradient: Float32Array;
  readonly twins: Twins;
  /** Where the outputs of each step are kept. */
  readonly history?: Slot;
  /** The output stays: it counts once for each step. */
  readonly once: boolean;
  readonly again: Again;
}

const rows = (slot: Slot, count: number, {buffer}: WebAssembly.Memory): Float32Array[] => Array.from({length: count}, (_, t) => new Float32Array(buffer, at(slot, t), unitsOf(slot.field)));

export function learningOf({lowered, training, back, watches, memory, gradient, twins: {clear, addValues}, history, once, again}: LearningParts): Learning {
  const {steps} = lowered, {every} = training, {entry} = back, units = unitsOf(entry.field), errors = Array.from({length: timed(training) ? steps : 1}, () => new Float32Array(units));
  const lots = rows(entry, entry.pitch > 0 ? steps : 1, memory), constant = constantCost(lowered, training.costs), last = watches.find(({link}) => link === lowered.passes.length - 1);
  /** What stays gets the errors of all steps at once. */
  const whole = (k: number): number => (errors.length === 1 ? steps * errors[0]![k]! : errors.reduce((sum, row) => sum + row[k]!, 0));
  return {
    gradient, errors,
    outputs: history ? rows(history, steps, memory) : [],
    begin() {
      gradient.fill(0);
      for (const begin of back.begins) begin();
    },
    settle() { for (const settle of back.settles) settle(); },
    turn() { for (const turn of back.turns) turn(); },
    costs: () => watches.reduce((sum, watch) => sum + costOf(watch, steps, memory.buffer), constant),
    backward() {
      if (once) for (let k = 0; k < units; k++) lots[0]![k] = whole(k);
      else lots.forEach((lot, t) => lot.set(errors[t]!));
      if (last) lots.forEach((_, t) => addValues(last.pull, units, at(entry, t)));
      for (const {at: address, size} of back.sums) clear(address, size);
      for (let k = again.stretches - 1; k >= 0; k--) {
        again.restore(k);
        for (let t = Math.min(steps, (k + 1) * every) - 1; t >= k * every; t--) for (const op of back.loop) op.backward(t);
      }
      for (const op of back.last) op.backward(0);
    }
  };
}
