/** @file The leaky integrate-and-fire neuron in whole numbers, as digital chips of the Loihi kind compute it. */
import type {Membranes, Population} from "../../model/node.ts";

/** Bits behind the point that weights and thresholds share: a word of 1 is 64 units of the membrane. */
export const FRACTION = 6;
/** 12-bit decays: a word of `d` leaves `(4096 - d) / 4096` of the state. */
export const DECAY = 4096;
/** Signed state of 24 bits saturates here, at both ends. */
export const FULL = 2 ** 23 - 1;

export interface FixedLifOptions {
  /** 0 to 4096: 0 never decays, 4096 is gone after its step. */
  readonly currentDecay: number;
  readonly voltageDecay: number;
  /** A word of 0 to 131,071, compared at `64 · threshold`; `Infinity` for units that never fire and give their membrane. */
  readonly threshold: number;
  /** Added to the membrane at each step, in its own units. */
  readonly bias?: number;
  readonly reset?: "zero" | "subtract";
  /** Steps between a spike and the next input that counts, 1 to 63; `Infinity` for units that fire once. */
  readonly refractory?: number;
  /** Membrane at the start, in its own units. */
  readonly start?: number;
}

export interface FixedState extends Membranes {
  /** Synaptic current. */
  readonly i: Float64Array;
  /** Steps of rest left. */
  readonly rest: Float64Array;
}

/**
 * One step, in whole numbers. `trunc` rounds toward zero; `sat` keeps a value within ±(2²³ - 1).
 *
 * 1. `i ← sat(trunc(i · (4096 - currentDecay) / 4096) + x)`, where `x` is the sum of the weights of the spikes that arrived; at rest too.
 * 2. If `rest > 0`, `rest ← rest - 1`; if it is still above 0, the membrane stays and the unit is silent.
 * 3. `v ← sat(trunc(v · (4096 - voltageDecay) / 4096) + i + bias)`.
 * 4. If `v > 64 · threshold`, the unit fires; then `v ← 0`, or `v ← v - 64 · (threshold + 1)` where it subtracts (the least height
 *    above the threshold that weights of exponent 0 reach), and `rest ← refractory`.
 *
 * Sums of weights are exact before they saturate, as they are gathered over a step in an accumulator wide enough. One step of the
 * clock is one step of the chip: `dt` does not enter.
 *
 * @throws RangeError if a word does not fit its bits.
 * @see Davies et al., IEEE Micro 38 (2018), 82–99, for the kind of neuron; the rounding and the limits are those written here.
 */
export function fixedLif(options: FixedLifOptions): Population<FixedState> {
  const {currentDecay, voltageDecay, threshold, bias = 0, reset = "zero", refractory = 1, start = 0} = options;
  word("currentDecay", currentDecay, 0, DECAY);
  word("voltageDecay", voltageDecay, 0, DECAY);
  if (threshold !== Infinity) word("threshold", threshold, 0, 2 ** 17 - 1);
  word("bias", bias, -FULL, FULL);
  word("start", start, -FULL, FULL);
  if (refractory !== Infinity) word("refractory", refractory, 1, 63);
  const silent = threshold === Infinity, level = silent ? Infinity : threshold * 2 ** FRACTION;
  const keepCurrent = DECAY - currentDecay, keepVoltage = DECAY - voltageDecay;
  return {
    kind: silent ? "fixedIntegrator" : "fixedLif",
    settings: {currentDecay, voltageDecay, threshold: silent ? "none" : threshold, bias},
    convention: {order: "decay, input, reset", method: "whole numbers, toward zero", gain: "1", reset: silent ? "none" : reset === "zero" ? "to 0" : "subtract threshold", spikes: "one a step", refractory: `${refractory - 1} steps`, delay: "none"},
    ...(silent ? {graded: true as const} : {}),
    clockOnly: "a neuron in whole numbers is defined by its step; use simulate",
    start: (size) => ({v: new Float64Array(size).fill(start), i: new Float64Array(size), rest: new Float64Array(size)}),
    threshold: () => level,
    current: ({i}, k) => i[k]!,
    step({v, i, rest}, x, fired) {
      for (let k = 0; k < v.length; k++) {
        const current = saturate(Math.trunc((i[k]! * keepCurrent) / DECAY) + x[k]!);
        i[k] = current;
        if (rest[k]! > 0 && --rest[k]! > 0) { fired[k] = 0; continue; }
        const now = saturate(Math.trunc((v[k]! * keepVoltage) / DECAY) + current + bias);
        if (silent) { v[k] = fired[k] = now; continue; }
        const fires = now > level;
        v[k] = !fires ? now : reset === "zero" ? 0 : now - level - 2 ** FRACTION;
        fired[k] = fires ? 1 : 0;
        if (fires) rest[k] = refractory;
      }
    }
  };
}

/** `+ 0` turns a -0 that truncation leaves into 0. */
const saturate = (value: number): number => (value > FULL ? FULL : value < -FULL ? -FULL : value + 0);

/**
 * The weight that a mantissa and an exponent mean: `trunc(mantissa · 2^(6 + exponent))`, toward zero.
 *
 * @throws RangeError if the exponent is not a whole number from -8 to 7, or the mantissa none of at most 9 bits with its sign.
 */
export function weightOf(mantissa: number, exponent: number): number {
  word("mantissa", mantissa, -255, 255);
  word("exponent", exponent, -8, 7);
  return Math.trunc(mantissa * 2 ** (FRACTION + exponent)) + 0;
}

function word(name: string, value: number, least: number, most: number): void {
  if (!(Number.isInteger(value) && value >= least && value <= most)) throw new RangeError(`fixedLif: ${name} must be a whole number from ${least} to ${most}, got ${value}`);
}
