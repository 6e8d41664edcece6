/** @file The words of one population: its constants as a chip's registers hold them. */
import {isPopulation, isSynapse} from "../../model/node.ts";
import type {Synapse} from "../../model/node.ts";
import type {Leaky} from "../../model/neurons/leaky.ts";
import type {Network} from "../../model/network.ts";
import type {Stage} from "../../model/wiring.ts";
import {DECAY, FRACTION, FULL} from "./fixed-lif.ts";
import type {FixedLifOptions} from "./fixed-lif.ts";

export type FixedCell = Required<FixedLifOptions>;

/** The threshold takes at most this part of the membrane's range, so that sums have room above and below it. */
const HEADROOM = 16;

export interface Placed {
  readonly cell: FixedCell;
  readonly exponent: number;
  /** Units of the chip's membrane for one of the network's. */
  readonly scale: number;
}

/**
 * @param unit the weight that a mantissa of 1 stands for
 * @throws TypeError for a neuron or synapse that such a chip does not have; RangeError if a word does not fit.
 */
export function cellOf(net: Network, stage: Stage, {unit, dt}: {readonly unit: number; readonly dt: number}): Placed {
  const who = `quantise: ${stage.node.kind} (node ${stage.path})`, leaky = constants(who, stage);
  const before = net.stages[stage.index - 1], synapse = before?.folded && isSynapse(before.node) ? before.node : undefined;
  const currentDecay = synapse ? synapseWord(who, synapse, dt) : DECAY;
  // What a weight of 1 adds to the membrane in all, and what the chip's current adds over its own decay.
  const gain = synapse && synapse.decay > 0 ? (leaky.drive * synapse.area * currentDecay) / DECAY : leaky.jump;
  const height = (leaky.threshold - leaky.rest) / (unit * gain), exponent = exponentFor(height);
  if (exponent < -8) throw new RangeError(`${who}: its threshold is ${(height / 2 ** 9).toPrecision(3)} times what the chip's words hold beside its largest weight; raise the weights, or lower the threshold`);
  const scale = 2 ** (FRACTION + exponent) / (unit * gain), share = leaky.rate === 0 ? dt : -Math.expm1(-leaky.rate * dt) / leaky.rate;
  const words = {
    currentDecay, voltageDecay: Math.round(-Math.expm1(-leaky.rate * dt) * DECAY),
    threshold: leaky.threshold === Infinity ? Infinity : Math.max(0, Math.round((height * 2 ** exponent)) - 1),
    bias: Math.round(leaky.slope * share * scale), start: Math.round((leaky.start - leaky.rest) * scale),
    reset: leaky.reset === "subtract" ? "subtract" as const : "zero" as const, refractory: restWord(who, leaky, dt)
  };
  for (const name of ["bias", "start"] as const) if (Math.abs(words[name]) > FULL) throw new RangeError(`${who}: its ${name} takes ${words[name]} units, ${Math.abs(words[name]) - FULL} above the chip's limit of ${FULL}; lower it`);
  return {cell: words, exponent, scale};
}

function constants(who: string, {node, population}: Stage): Leaky {
  const leaky = isPopulation(node) ? node.leaky : undefined;
  if (!leaky) throw new TypeError(`${who} is no leaky membrane with a jump as input and an exact decay; use lif, integrateFire or integrator in their default order`);
  if (!population!.graded && population!.convention.spikes.startsWith("all")) throw new TypeError(`${who} may fire several times in a step, a chip's neuron once; use spikes: "one"`);
  if (leaky.reset === "none" && leaky.threshold !== Infinity) throw new TypeError(`${who} never resets; give it a reset`);
  if (typeof leaky.reset === "number" && leaky.reset !== leaky.rest) throw new TypeError(`${who} resets to ${leaky.reset}, the chip to rest (${leaky.rest}); use reset: ${leaky.rest}, or "subtract"`);
  return leaky;
}

function synapseWord(who: string, {kind, decay, jump}: Synapse, dt: number): number {
  if (decay === 0) return DECAY;
  if (jump[1] !== 0) throw new TypeError(`${who} hears an ${kind} synapse of two stages, the chip has one; use exponential or delta`);
  return decay === Infinity ? 0 : Math.round(-Math.expm1(-dt / decay) * DECAY);
}

/** The largest exponent at which the threshold leaves room; the largest there is where there is no threshold. */
function exponentFor(height: number): number {
  if (!(height < Infinity)) return 0;
  return Math.min(7, Math.floor(Math.log2(FULL / HEADROOM / 2 ** FRACTION / height)));
}

function restWord(who: string, {refractory}: Leaky, dt: number): number {
  if (refractory === Infinity) return Infinity;
  const steps = Math.max(1, Math.round(refractory / dt));
  if (steps > 63) throw new RangeError(`${who} rests for ${steps} steps, ${steps - 63} more than the chip's 63; use a longer dt, or a shorter refractory time`);
  return steps;
}
