/** @file Which steps are kept in training where not all fit into the memory that there is. */
import {sizeOfMachine} from "./machine.ts";
import type {Lowered} from "./passes.ts";
import type {Training} from "./training.ts";

/** What a plan that learns keeps of a run. */
export interface Kept {
  /** States are kept at each multiple of so many steps. */
  readonly every: number;
  /** Steps that run a second time on the way back. */
  readonly again: number;
  readonly why: string;
}

/** Memory of one WebAssembly instance, bytes. */
export const LIMIT = 65_536 * 65_536;

const written = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(2)} MB`);

/**
 * All steps where they fit into `memory` bytes; else as long stretches as fit, of which all but the last run again.
 *
 * @throws RangeError if the memory is no positive number, or too small for any stretch.
 */
export function keptOf(lowered: Lowered, training: Training, memory = LIMIT): {readonly kept: Kept; readonly bytes: number} {
  if (!(memory > 0)) throw new RangeError(`plan: memory must be positive (bytes), got ${memory}`);
  const {steps} = lowered, bound = Math.min(memory, LIMIT), size = (every: number): number => sizeOfMachine(lowered, {...training, every}), all = size(steps);
  if (all <= bound) return {bytes: all, kept: {every: steps, again: 0, why: `all ${steps} steps fit: they take ${written(all)}`}};
  let least = all;
  for (const every of candidates(steps, all, size, bound)) {
    const bytes = size(every), again = (Math.ceil(steps / every) - 1) * every;
    least = Math.min(least, bytes);
    if (bytes <= bound) return {bytes, kept: {every, again, why: `all ${steps} steps would take ${written(all)}, more than ${written(bound)}; with states at every ${every} steps they take ${written(bytes)}, and ${again} steps run again`}};
  }
  if (memory >= LIMIT) throw new RangeError(`plan: a worker needs ${written(least)} for ${steps} steps, and WebAssembly gives ${written(LIMIT)}; take fewer steps, or the reference engine`);
  throw new RangeError(`plan: memory must be at least ${Math.ceil(least)} (bytes) for ${steps} steps, got ${memory}; take fewer steps, or the reference engine`);
}

/** Lengths of stretches that may fit, the longest first, and at the end the one that takes least: sizes are near to `base + a · every + b · stretches`. */
function candidates(steps: number, all: number, size: (every: number) => number, bound: number): number[] {
  const two = Math.ceil(steps / 2), four = Math.ceil(steps / 4), [half, quarter] = [size(two), size(four)];
  // all = base + a steps, half = base + a two + b, quarter = base + a four + 3 b: b falls out of the first two.
  const a = Math.max(0, (3 * (half - all) - (quarter - all)) / (3 * (two - steps) - (four - steps))), b = half - all - a * (two - steps);
  const guess = (every: number): number => all + a * (every - steps) + b * (Math.ceil(steps / every) - 1);
  const lengths = new Set<number>();
  let best = steps;
  for (let stretches = 2; stretches <= steps; stretches += Math.ceil(stretches / FINE)) {
    const every = Math.ceil(steps / stretches);
    if (guess(every) < guess(best)) best = every;
    if (lengths.size < TRIES && guess(every) <= 1.02 * bound) lengths.add(every);
  }
  return [...lengths, best];
}

/** Numbers of stretches are looked at one by one up to here, then in steps that grow with them. */
const FINE = 64;
/** Guesses are good to a few lines of memory, so few have to be looked at. */
const TRIES = 40;
