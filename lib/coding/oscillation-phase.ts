/** @file Phase code, relative to an oscillation: the value is where in the cycle the unit fires. */
import {clamp, eachUnit, positive} from "./code.ts";
import type {Code} from "./code.ts";

export interface OscillationPhaseOptions {
  readonly frequencyHz?: number;
  readonly cycles?: number;
  /** The part of a cycle that values use; the rest keeps the largest and the smallest apart. */
  readonly span?: number;
}

/**
 * One spike a cycle at phase `2π (margin + span (1 - x))`, the larger the sooner, in the middle of the cycle
 * (`margin = (1 - span)/2`), read back as the circular mean over the cycles.
 *
 * With jitter `σ` the phase deviates by `2πfσ` a spike and the value by `fσ / (span √cycles)`.
 *
 * @see Hopfield, Nature 376:33 (1995), for the code; Mardia & Jupp, Directional Statistics (2000), for the circular mean.
 */
export function oscillationPhase({frequencyHz = 40, cycles = 4, span = 0.5}: OscillationPhaseOptions = {}): Code {
  const period = 1000 / positive("oscillationPhase", "frequencyHz must be positive (Hz)", frequencyHz);
  if (!(Number.isInteger(cycles) && cycles >= 1)) throw new RangeError(`oscillationPhase: cycles must be a whole number of at least 1, got ${cycles}`);
  if (!(span > 0 && span < 1)) throw new RangeError(`oscillationPhase: span must lie between 0 and 1, got ${span}`);
  const margin = (1 - span) / 2;
  return eachUnit({
    name: "phase (oscillation)",
    duration: cycles * period,
    count: () => cycles,
    train: (x) => Array.from({length: cycles}, (_, k) => (k + margin + span * (1 - x)) * period),
    value: (times) => (times.length === 0 ? 0 : clamp(1 - (meanPhase(times, period) - margin) / span)),
    error: {kind: "bound", at: (_x, dt) => dt / (2 * period * span) + 1e-9},
    jittered: (_x, deviation) => deviation / (period * span * Math.sqrt(cycles)),
    // The other cycles say the same; the value is lost only with all of them.
    thinned: (x, chance) => x * Math.sqrt(chance ** cycles)
  });
}

/** The circular mean of times within a period, as a part of it in `[0, 1)`. */
export function meanPhase(times: ArrayLike<number>, period: number): number {
  let sine = 0, cosine = 0;
  for (let i = 0; i < times.length; i++) {
    sine += Math.sin((2 * Math.PI * times[i]!) / period);
    cosine += Math.cos((2 * Math.PI * times[i]!) / period);
  }
  const part = Math.atan2(sine, cosine) / (2 * Math.PI);
  return part < 0 ? part + 1 : part;
}

/** The phase, in radians, that a time `deviation` (ms) makes of a cycle: `2πfσ`. */
export const phaseJitter = ({frequencyHz, deviation}: {readonly frequencyHz: number; readonly deviation: number}): number => (2 * Math.PI * frequencyHz * deviation) / 1000;
