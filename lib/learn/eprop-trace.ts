/** @file The eligibility of synapses: how each has moved its unit, carried forwards. */

/** What every unit does in every step alike. */
export interface StepConstants {
  /** Of the membrane, the reader, and the raised threshold, in a step. */
  readonly decay: number;
  readonly read: number;
  readonly sunk: number;
  readonly jump: number;
  /** By what a spike raises the threshold. */
  readonly increment: number;
  /** How a spike's fall grows with the membrane, and with the threshold. */
  readonly slope: number;
  readonly raises: number;
}

/** What one unit did in this step. */
export interface UnitStep {
  /** The surrogate's slope. */
  readonly psi: number;
  readonly spike: number;
  /** How far a spike falls, where the error flows through it. */
  readonly fall: number;
  /** The error that the readers send. */
  readonly signal: number;
}

export interface Track {
  /** What arrives now: what the projection got `delay` steps ago. */
  hear(x: Float64Array, delay: number): void;
  /** Unit `j` takes its step. */
  follow(j: number, constants: StepConstants, done: UnitStep): void;
}

/** The traces of one projection's synapses, `[units, inputs]`; adds to their gradient. */
export function track(gradient: Float64Array, units: number): Track {
  const size = gradient.length, inputs = size / units, waiting: Float64Array[] = [];
  const moved = new Float64Array(size), raised = new Float64Array(size), eligible = new Float64Array(size);
  let arrived: Float64Array = new Float64Array(inputs);
  return {
    hear(x, delay) {
      waiting.push(Float64Array.from(x));
      if (waiting.length > delay) arrived = waiting.shift()!;
    },
    follow(j, {decay, read, sunk, jump, increment, slope, raises}, {psi, spike, fall, signal}) {
      for (let i = 0, at = j * inputs; i < inputs; i++, at++) {
        const change = decay * moved[at]! + jump * arrived[i]!, height = sunk * raised[at]!, spiked = psi * (change - height);
        eligible[at] = read * eligible[at]! + spiked;
        gradient[at]! += signal * eligible[at]!;
        moved[at] = change - spike * (slope * change + raises * height) - fall * spiked;
        raised[at] = height + increment * spiked;
      }
    }
  };
}
