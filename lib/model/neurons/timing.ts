/** @file What spike times answer to: a membrane that meets its threshold by itself, between arrivals. */
import type {Leaky} from "./leaky.ts";
import type {Propagator} from "./driven-tape.ts";

/** A leaky membrane behind a synapse, as exact spike-time gradients need it. */
export interface Timing {
  readonly cell: Leaky;
  /** What a spike of weight 1 adds to the current and to its feeder. */
  readonly jump: readonly [number, number];
  /** The rates with which current and feeder fall, per ms. */
  readonly falls: readonly [number, number];
  /** The joint propagator over some ms. */
  over(ms: number): Propagator;
}
