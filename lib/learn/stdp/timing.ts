/** @file When spikes meet: what a rule hears of pre- and postsynaptic times, whatever it then does to a weight. */
import type {Signal} from "../../model/node.ts";

/** Spikes on one side meet traces on the other: the change is `pre · postᵀ`, summed over every place that shares a weight. */
export interface Meeting {
  readonly pre: Signal;
  readonly post: Signal;
}

/** A timing in a run: it remembers spikes as traces. */
export interface Traces {
  /** What this step adds to the potentiation and to the depression of each weight; overwritten by `step`. */
  readonly potentiation: Meeting;
  readonly depression: Meeting;
  /** Takes in the spikes of one step of `dt` ms, counts of `pre` before those of `post`: a pair in one step is causal. */
  step(pre: Signal, post: Signal, dt: number): void;
}

/**
 * Which spikes meet, and how much each meeting counts by its lag. Amplitudes are parts of a weight's range.
 * What a meeting does to a weight of some size is the `Dependence`'s matter.
 */
export interface Timing {
  readonly name: string;
  /** Traces of `pre` and `post` units, at rest. */
  start(pre: number, post: number): Traces;
  /** What a post spike does, where only the order matters: the potentiation of each synapse whose pre unit has spiked, the depression of the others. */
  readonly order?: {readonly up: number; readonly down: number};
}

/** Who meets whom: every spike every earlier one (`"all"`), or its last one only (`"nearest"`). */
export type Pairing = "all" | "nearest";

/** @throws TypeError if it is neither. */
export function checkedPairing(who: string, pairing: Pairing): Pairing {
  if (pairing !== "all" && pairing !== "nearest") throw new TypeError(`${who}: pairing must be all or nearest, got ${String(pairing)}`);
  return pairing;
}
