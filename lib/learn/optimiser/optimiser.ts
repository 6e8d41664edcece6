/** @file The optimiser: how gradients change weights. */
import type {Settings} from "../../model/node.ts";
import type {Weights} from "../../model/weights.ts";

/** What an optimiser remembers between steps: made by `start`, changed by `step`. */
export interface OptimiserState {
  /** Steps taken. */
  count: number;
  /** Arrays as large as the weights, as many as the optimiser needs. */
  readonly memory: readonly (readonly Float64Array[])[];
}

/** A value: its state is made by `start` and belongs to the caller. */
export interface Optimiser {
  readonly kind: string;
  readonly settings: Settings;
  start(weights: Weights): OptimiserState;
  /** Changes `weights` (and the state) by `gradients`, the learning rate being multiplied by `factor`. */
  step(state: OptimiserState, weights: Weights, gradients: Weights, factor: number): void;
}

/** A fresh state with so many arrays for each weight. */
export function stateOf(weights: Weights, arrays: number): OptimiserState {
  return {count: 0, memory: Array.from({length: arrays}, () => weights.map(({data}) => new Float64Array(data.length)))};
}
