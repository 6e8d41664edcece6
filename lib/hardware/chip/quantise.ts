/** @file A network in whole numbers: weights as mantissas, decays of 12 bits, thresholds as words. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import {copyWeights} from "../../model/weights.ts";
import type {Weights} from "../../model/weights.ts";
import type {Network} from "../../model/network.ts";
import type {Stage} from "../../model/wiring.ts";
import {cellOf} from "./cell.ts";
import type {FixedCell} from "./cell.ts";
import {fixedLif, weightOf} from "./fixed-lif.ts";
import {projectionBehind} from "./layer.ts";

export interface QuantiseOptions {
  /** Bits of a mantissa with its sign, 2 to 9. */
  readonly bits?: number;
  /** One step of the chip, ms. */
  readonly dt: number;
}

/** What became of one population and the projections that feed it. */
export interface FixedLayer {
  readonly stage: number;
  readonly path: string;
  readonly node: string;
  /** A membrane unit of the network is so many units of the chip. */
  readonly scale: number;
  readonly exponent: number;
  readonly cell: FixedCell;
  /** Largest and root-mean-square error of a weight, in units of the largest weight. */
  readonly worst: number;
  readonly rms: number;
}

/** A network that runs by `simulate`, bit for bit as the chip would, and what was lost on the way. */
export interface Quantised {
  readonly net: Network;
  readonly weights: Weights;
  readonly layers: readonly FixedLayer[];
  /** One row a population. */
  readonly table: ColumnTable;
}

/**
 * The network as a digital chip of the Loihi kind holds it. Each population and the projections in front of it share one scale, by
 * which the largest weight fills the mantissa; the exponent is the largest that leaves the threshold a sixteenth of the membrane's
 * range. Synaptic and membrane time constants become 12-bit decays; a weight behind an exponential synapse keeps its charge.
 *
 * The result is a network of `fixedLif` neurons: `simulate` it with rasters of step `dt`.
 *
 * @throws RangeError for options out of range, or a layer whose words do not fit; TypeError naming a node that such a chip does not
 * have, and the way out.
 */
export function quantise(net: Network, weights: Weights, {bits = 8, dt}: QuantiseOptions): Quantised {
  if (!(Number.isInteger(bits) && bits >= 2 && bits <= 9)) throw new RangeError(`quantise: bits must be a whole number from 2 to 9, got ${bits}`);
  if (!(dt > 0 && dt < Infinity)) throw new RangeError(`quantise: dt must be positive (ms), got ${dt}`);
  const fixed = copyWeights(weights), stages: Stage[] = [...net.stages];
  const layers = net.stages.filter(({population, sources}) => population && sources.length > 0).map((stage): FixedLayer => {
    const projections = feeding(net, stage), largest = projections.reduce((most, {index}) => weights[index]!.data.reduce((a, w) => Math.max(a, Math.abs(w)), most), 0);
    const top = 2 ** (bits - 1) - 1, {cell, exponent, scale} = cellOf(net, stage, {unit: largest === 0 ? 1 : largest / top, dt});
    const errors = projections.map(({index}) => round(weights[index]!.data, fixed[index]!.data, largest === 0 ? 1 : largest / top, exponent));
    const count = errors.reduce((sum, {n}) => sum + n, 0), population = fixedLif(cell);
    stages[stage.index] = {...stage, node: population, population};
    return {
      stage: stage.index, path: stage.path, node: stage.node.kind, scale, exponent, cell,
      worst: errors.reduce((most, each) => Math.max(most, each.worst), 0) / (largest || 1), rms: Math.sqrt(errors.reduce((sum, {square}) => sum + square, 0) / Math.max(1, count)) / (largest || 1)
    };
  });
  refuseLoose(net);
  const table = from(layers.map(({cell, ...rest}) => ({path: rest.path, node: rest.node, bits, exponent: rest.exponent, scale: rest.scale, threshold: cell.threshold, voltageDecay: cell.voltageDecay, currentDecay: cell.currentDecay, worstWeight: rest.worst, rmsWeight: rest.rms})));
  return {net: Object.freeze({...net, stages: Object.freeze(stages)}), weights: fixed, layers, table};
}

/** The projections whose sums reach a population, each a stage with weights of its own. */
function feeding(net: Network, stage: Stage): Stage[] {
  return stage.sources.map((source) => {
    const from_ = projectionBehind(net, source);
    if (!from_?.map) throw new TypeError(`quantise: ${stage.node.kind} (node ${stage.path}) hears spikes without weights; put a projection in between`);
    if (from_.map.weights[0] === 0) throw new TypeError(`quantise: ${from_.node.kind} (node ${from_.path}) has fixed weights that are no whole numbers; use conv, or maxPool`);
    return from_;
  });
}

/** Projections that no population hears, and synapses without one, have no place on a chip. */
function refuseLoose(net: Network): void {
  const heard = new Set(net.stages.flatMap(({population, sources}) => (population ? sources.map((source) => projectionBehind(net, source)?.index) : [])));
  for (const {index, map, filter, node, path} of net.stages) {
    if (filter) throw new TypeError(`quantise: the ${node.kind} synapse (node ${path}) is not followed by a neuron that takes it in; put lif behind it`);
    if (map && !heard.has(index)) throw new TypeError(`quantise: ${node.kind} (node ${path}) must feed a population; put lif, integrateFire or integrator behind it`);
  }
}

/** Weights to the nearest mantissa; what that loses. */
function round(w: Float64Array, into: Float64Array, unit: number, exponent: number): {worst: number; square: number; n: number} {
  let worst = 0, square = 0;
  for (let k = 0; k < w.length; k++) {
    const mantissa = Math.round(w[k]! / unit), error = Math.abs(mantissa * unit - w[k]!);
    into[k] = weightOf(mantissa, exponent);
    worst = Math.max(worst, error);
    square += error * error;
  }
  return {worst, square, n: w.length};
}
