/** @file Phase code, weighted spikes: the value in binary, one bit a slot, the largest first. */
import {normalCdf} from "../tensor/erf.ts";
import {clamp, eachUnit, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface WeightedPhaseOptions {
  /** Slots in a cycle, K. */
  readonly bits?: number;
  /** Length of a slot, ms. */
  readonly slot?: number;
  /** How often the value is sent. */
  readonly cycles?: number;
}

/**
 * Weighted spikes: a spike in slot `k` (1 … K) of a cycle is worth `2^-k`, so `x = Σ b_k 2^-k`, too small by less than `2^-K`.
 *
 * Spikes sit in the middle of their slots. A jittered spike that leaves its slot changes its weight.
 *
 * @see Kim, Kim, Huh, Lee & Choi, "Deep neural networks with weighted spikes", Neurocomputing 311:373 (2018).
 */
export function weightedPhase({bits = 8, slot = 1, cycles = 1}: WeightedPhaseOptions = {}): Code {
  if (!(Number.isInteger(bits) && bits >= 1 && bits <= 30)) throw new RangeError(`weightedPhase: bits must be a whole number from 1 to 30, got ${bits}`);
  if (!(Number.isInteger(cycles) && cycles >= 1)) throw new RangeError(`weightedPhase: cycles must be a whole number of at least 1, got ${cycles}`);
  positive("weightedPhase", "slot must be positive (ms)", slot);
  const slots = bits * cycles;
  const weight = (index: number): number => 2 ** -((index % bits) + 1);
  const set = (x: number): number[] => Array.from({length: slots}, (_, index) => index).filter((index) => bitOf(x, index % bits, bits));
  return eachUnit({
    name: "phase (weighted spikes)",
    duration: slots * slot,
    count: (x) => set(x).length,
    train: (x) => set(x).map((index) => (index + 0.5) * slot),
    value: (times) => clamp(times.reduce((sum, t) => sum + weight(Math.min(slots - 1, Math.floor(t / slot))), 0) / cycles),
    error: {kind: "bound", at: () => 2 ** -bits},
    jittered: (x, deviation) => Math.sqrt(set(x).reduce((sum, index) => sum + spread(weight, index, slots, slot / deviation), 0)) / cycles,
    thinned: (x, chance) => lossError(set(x).map(weight), chance, cycles)
  });
}

/** The whole number `⌊x 2^K⌋` (at most `2^K - 1`), whose binary digits are the spikes. */
export const wordOf = (x: number, bits: number): number => Math.min(2 ** bits - 1, Math.floor(x * 2 ** bits));

const bitOf = (x: number, k: number, bits: number): boolean => Math.floor(wordOf(x, bits) / 2 ** (bits - 1 - k)) % 2 === 1;

/** Each spike that is lost takes its weight along: the bias is the part `p` of the value, the variance `p (1 - p) Σ w²`. */
function lossError(weights: readonly number[], chance: number, cycles: number): number {
  const sum = weights.reduce((a, w) => a + w, 0) / cycles, squares = weights.reduce((a, w) => a + w * w, 0) / cycles ** 2;
  return Math.sqrt((chance * sum) ** 2 + chance * (1 - chance) * squares);
}

/** The variance of one spike's weight when jitter moves it to other slots; at either end it stays in the outermost. */
function spread(weight: (index: number) => number, index: number, slots: number, slotsPerDeviation: number): number {
  let mean = 0, square = 0;
  for (let other = 0; other < slots; other++) {
    const from = other === 0 ? 0 : normalCdf((other - index - 0.5) * slotsPerDeviation);
    const to = other === slots - 1 ? 1 : normalCdf((other - index + 0.5) * slotsPerDeviation);
    mean += weight(other) * (to - from);
    square += weight(other) ** 2 * (to - from);
  }
  return square - mean * mean;
}
