/** @file The verbs of a population: a field of equal point neurons, by the clock and without one. */
import type {Trainable} from "./backstep.ts";
import type {Adaptation} from "./neurons/adaptive-tape.ts";
import type {Leaky} from "./neurons/leaky.ts";
import type {Timing} from "./neurons/timing.ts";
import type {Settings, Signal, Synapse} from "./node.ts";
import type {PopulationTwin} from "./twin.ts";

/** What every population's state has; more is its own. */
export interface Membranes {
  readonly v: Float64Array;
}

/** The choices that decide which spikes a population gives, each as a visible value. */
export interface Convention {
  /** In which order a step decays, adds its input and resets. */
  readonly order: string;
  /** What an input of 1 does to the membrane. */
  readonly gain: string;
  /** How a step is solved. */
  readonly method: string;
  readonly reset: string;
  /** How many spikes one step may hold. */
  readonly spikes: string;
  /** ms, or the word for it. */
  readonly refractory: string | number;
  /** How long a spike waits before the next node sees it. */
  readonly delay: string;
}

/** A field of equal point neurons. A missing verb is a run that is refused with a sentence. */
export interface Population<S extends Membranes = Membranes> extends Trainable {
  readonly kind: string;
  readonly settings: Settings;
  readonly convention: Convention;
  start(size: number): S;
  /** One step of the clock: `input` in, `fired` out (1 where a unit fired; graded units write their value). */
  step(state: S, input: Signal, fired: Signal, dt: number): void;
  /** The exact advance without a clock. */
  readonly relax?: Relaxation<S>;
  /** Why there is no `relax`, and the way out: ends the sentence "simulateEvents: … ". */
  readonly clockOnly?: string;
  /** The same population with this synapse in front, solved jointly. */
  driven?(synapse: Synapse): Population;
  /** Gives values, not spikes. */
  readonly graded?: true;
  /** What it does to a value, where it rectifies: a rewrite may put a neuron that fires in its place. */
  readonly rectifier?: Rectifier;
  /** The threshold of unit `i` now, where it is not a constant of the state. */
  threshold?(state: S, i: number): number;
  /** How far the threshold of each unit stands above its base: the state's own array, which homeostasis may write. */
  raised?(state: S): Float64Array;
  /** By how much the input of each unit is multiplied: likewise. */
  gain?(state: S): Float64Array;
  /** The synaptic current into unit `i` now. */
  current?(state: S, i: number): number;
  /** How its membrane adds up, where it does. */
  readonly account?: Account;
  /** Its constants, where it is a leaky membrane that decays exactly and whose input is a jump: for chips that have just that. */
  readonly leaky?: Leaky;
  /** How a fast engine can do the same step of `dt` ms, where it can. */
  twin?(dt: number): PopulationTwin | undefined;
  /** Its constants, where its step is `decay, input, reset` of jumps without a refractory time: for rules that follow each unit by itself. */
  readonly local?: Local;
  /** How its spike times move, where it crosses its threshold by itself. */
  readonly timing?: Timing;
  /** Mean and standard deviation of the free membrane under shot noise (Campbell's theorem). */
  readonly shotNoise?: ShotNoise;
}

/** `max(0, min(x, ceiling))`; with `levels`, rounded to the nearest of so many equal steps up to the ceiling. */
export interface Rectifier {
  readonly ceiling: number;
  readonly levels?: number;
}

/** A leaky membrane, and how its threshold adapts, if it does. */
export interface Local {
  readonly cell: Leaky;
  readonly adaptation?: Adaptation;
}

/** A membrane as a sum: what it would be without inputs, plus what each input still adds. Own spikes by age, ms, the youngest first. */
export interface Account {
  /** The membrane without inputs, `time` ms after the start. */
  baseline(spikes: readonly number[], time: number): number;
  /** What an input of weight 1, `age` ms ago, still adds. */
  effect(age: number, spikes: readonly number[]): number;
  threshold(spikes: readonly number[]): number;
}

/** The free membrane's response to shot noise: `mean = rest + area · Σ w r`, `variance = power · Σ w² r` (r per ms). */
export interface ShotNoise {
  readonly rest: number;
  readonly threshold: number;
  /** The integral of the response to one spike of weight 1. */
  readonly area: number;
  /** The integral of its square. */
  readonly power: number;
}

/** The verbs of an event-driven run. Each unit keeps its own clock. */
export interface Relaxation<S extends Membranes = Membranes> {
  /**
   * Advances the first `count` of `units` to `now`, adds `input[i]` and sets it back to 0, and writes into `due[i]` when
   * the unit will fire if nothing more arrives: `now` if it is at threshold, `Infinity` if never.
   */
  advance(state: S, units: Uint32Array, count: number, now: number, input: Signal, due: Float64Array): void;
  /** Fires unit `i`, which stands at `now`; returns when it will fire next if nothing arrives. */
  fire(state: S, i: number, now: number): number;
  /** The membrane of unit `i` at `time`, not before its last advance, if nothing arrives. */
  peek(state: S, i: number, time: number): number;
  /** The synaptic current of unit `i` at `time`, likewise. */
  peekCurrent?(state: S, i: number, time: number): number;
  /** The threshold of unit `i` at `time`, where it moves. */
  peekThreshold?(state: S, i: number, time: number): number;
}
