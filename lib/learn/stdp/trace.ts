/** @file The trace: what a synapse remembers of spikes, one number a unit. */
import type {Signal} from "../../model/node.ts";
import type {Pairing} from "./timing.ts";

export interface Trace {
  readonly value: Signal;
  /** `dt` ms pass. */
  fade(dt: number): void;
  /** Spikes arrive. */
  take(spikes: Signal): void;
}

/**
 * A trace of `size` units: `x' = -x / tau`, and at a spike `x ← x + 1` (`"all"`: the sum over all earlier spikes) or `x ← 1`
 * (`"nearest"`: the last one alone).
 */
export function trace(size: number, tau: number, pairing: Pairing): Trace {
  const value = new Float64Array(size);
  let step = NaN, decay = 1;
  return {
    value,
    fade(dt) {
      if (dt !== step) [step, decay] = [dt, Math.exp(-dt / tau)];
      for (let i = 0; i < size; i++) value[i]! *= decay;
    },
    take(spikes) {
      for (let i = 0; i < size; i++) if (spikes[i] !== 0) value[i] = pairing === "all" ? value[i]! + spikes[i]! : 1;
    }
  };
}
