/** @file Where a spiking network and its rival cost the same: in rate, in steps and in bits. */

/** What a synapse and a neuron cost, in one unit of energy (pJ). */
export interface BreakEvenOptions {
  /** Steps of a decision. */
  readonly steps: number;
  /** An addition of the spiking network. */
  readonly synapse: number;
  /** A multiply-accumulate of the rival. */
  readonly mac: number;
  /** Synapses of a neuron; matters only where memory is priced. */
  readonly fanIn?: number;
  readonly weightRead?: number;
  /** How often the rival uses a weight that it has read. */
  readonly reuse?: number;
  /** One step of a neuron's state, read and written. */
  readonly stateRead?: number;
  readonly stateWrite?: number;
  readonly update?: number;
}

const DEFAULTS = {fanIn: 1, weightRead: 0, reuse: 1, stateRead: 0, stateWrite: 0, update: 0};

function checked(who: string, options: BreakEvenOptions): Required<BreakEvenOptions> {
  const all = {...DEFAULTS, ...options};
  for (const name of ["steps", "synapse", "mac", "fanIn", "reuse"] as const) if (!(all[name] > 0 && all[name] < Infinity)) throw new RangeError(`${who}: ${name} must be positive, got ${all[name]}`);
  for (const name of ["weightRead", "stateRead", "stateWrite", "update"] as const) if (!(all[name] >= 0 && all[name] < Infinity)) throw new RangeError(`${who}: ${name} must be at least 0 (pJ), got ${all[name]}`);
  return all;
}

/**
 * The rate, in spikes of a neuron in a step, at which both cost the same; below it the spiking network wins. With fan-in `n`,
 * weight read `W`, reuse `u`, state `S = read + write + update`:
 *
 * `r = [n (mac + W / u) - T S] / [n T (synapse + W)]`; without memory `r = mac / (synapse T)`. Negative where it can never win.
 *
 * @throws RangeError if a cost is negative or not a number, or the steps, fan-in or reuse are not positive.
 */
export function breakEvenRate(options: BreakEvenOptions): number {
  const {steps, synapse, mac, fanIn, weightRead, reuse, stateRead, stateWrite, update} = checked("breakEvenRate", options);
  return (fanIn * (mac + weightRead / reuse) - steps * (stateRead + stateWrite + update)) / (fanIn * steps * (synapse + weightRead));
}

/**
 * The number of steps at which the verdict flips at a given rate (not whole in general): fewer favour the spiking network.
 * `T = n (mac + W / u) / [r n (synapse + W) + S]`.
 *
 * @throws RangeError as `breakEvenRate`, or if the rate is negative.
 */
export function breakEvenSteps({rate, ...options}: Omit<BreakEvenOptions, "steps"> & {readonly rate: number}): number {
  const {synapse, mac, fanIn, weightRead, reuse, stateRead, stateWrite, update} = checked("breakEvenSteps", {...options, steps: 1});
  if (!(rate >= 0 && rate < Infinity)) throw new RangeError(`breakEvenSteps: rate must be at least 0 (spikes per neuron and step), got ${rate}`);
  return (fanIn * (mac + weightRead / reuse)) / (rate * fanIn * (synapse + weightRead) + stateRead + stateWrite + update);
}

/** Bits of an activation that can say as much as a spike count over `steps` steps: `⌈log2(T + 1)⌉`. */
export function matchedBits(steps: number): number {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`matchedBits: steps must be a whole number of at least 1, got ${steps}`);
  // Exact where T + 1 is a power of two: the bits of T itself.
  return Math.floor(Math.log2(steps)) + 1;
}

/**
 * The rate below which a spiking network beats a quantised one of matched bits, where a multiply-accumulate costs in proportion
 * to its bits and an 8-bit one as much as eight additions: `⌈log2(T + 1)⌉ / (8 T)`.
 */
export const bitMatchedRate = (steps: number): number => matchedBits(steps) / (8 * steps);

export interface ChipEventOptions {
  readonly powerMw: number;
  readonly neurons: number;
  readonly rateHz: number;
  /** Active synapses of a neuron. */
  readonly synapses: number;
}

/**
 * What a synaptic event costs if a chip's whole power is shared among them, pJ: `power / (neurons · rate · synapses)`.
 *
 * @throws RangeError if a number is not positive.
 */
export function perSynapticEvent({powerMw, neurons, rateHz, synapses}: ChipEventOptions): number {
  for (const [name, value] of Object.entries({powerMw, neurons, rateHz, synapses})) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`perSynapticEvent: ${name} must be positive, got ${value}`);
  }
  return (powerMw * 1e9) / (neurons * rateHz * synapses);
}
