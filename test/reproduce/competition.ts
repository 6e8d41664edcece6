/** @file Unsupervised spiking neurons that compete: in each presentation the first to fire wins, learns, tires, and keeps the others silent. */
import {fatigue} from "../../lib/learn/homeostasis/fatigue.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {multiplicative} from "../../lib/learn/stdp/dependence.ts";
import {order} from "../../lib/learn/stdp/order.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import type {Network} from "../../lib/model/network.ts";
import {network} from "../../lib/model/network.ts";
import {adaptive} from "../../lib/model/neurons/adaptive.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import type {Frame} from "../../lib/simulate/frames.ts";
import {raster} from "../../lib/spikes/raster.ts";
import type {Raster} from "../../lib/spikes/raster.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import type {Generator as Source} from "../../lib/tensor/generator.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {stream} from "../../lib/tensor/stream.ts";

export interface CompetitionOptions {
  readonly neurons: number;
  readonly threshold: number;
  /** How far a win raises a neuron's threshold. */
  readonly increment: number;
  /** In parts of the weight's range. */
  readonly aPlus: number;
  readonly aMinus: number;
  readonly seed: number;
}

/** Steps of 1 ms, and the chance that the brightest pixel spikes in one. */
const STEPS = 60, CHANCE = 0.25;

export interface Competition {
  readonly weights: Weights;
  /** How far each threshold stands above the first one. */
  levels(): Float64Array;
  /** Shows an image and lets the winner learn; gives the winner, or -1 if nobody fired. */
  learn(images: LabelledImages, i: number, lot: number): number;
  /** Shows an image for its whole time; each win discharges all membranes, and nothing is learned. Gives the winners. */
  winners(images: LabelledImages, i: number): number[];
}

/**
 * `neurons` leaky neurons on all pixels, which come as Bernoulli spikes of up to 250 Hz. At the first spike the presentation ends: inhibition
 * keeps all others from firing. The winner's synapses whose pixel has spiked move towards 1, the others towards 0 (timing `order`, dependence
 * `multiplicative`), so that a weight tends to the chance that its pixel takes part; its threshold rises (`fatigue`), so that others get their turn.
 *
 * @see Diehl and Cook, Frontiers in Computational Neuroscience 9 (2015), 99; Querlioz et al., IEEE Trans. Nanotechnology 12 (2013), 288.
 */
export function competition({neurons, threshold, increment, aPlus, aMinus, seed}: CompetitionOptions): Competition {
  const made = (count: number): Network => network([1, 28, 28], dense(count), adaptive({tau: 100, threshold, reset: "subtract", increment: 0, tauThreshold: 1e9}));
  const net = made(neurons), alone = made(1), weights = boundedWeights(net, {seed, mean: 0.7, deviation: 0.15}), tiring = fatigue({node: 1, increment, tau: 1e9});
  const rule = stdp({node: 0, timing: order({aPlus, aMinus}), dependence: multiplicative()}), size = sizeOf(net.shape);
  const show = (images: LabelledImages, i: number, lot: string | number): Raster => coins(images, i, split(split(generator(seed), "coins"), lot));
  return {
    weights,
    levels: () => tiring.levels(),
    learn(images, i, lot) {
      const spikes = show(images, i, lot), level = tiring.levels();
      for (const frame of frames(net, weights, spikes)) {
        const won = strongest(frame);
        tiring.update(won < 0 ? frame : {...frame, outputs: [frame.outputs[0]!, only(frame.outputs[1]!, won)]}, weights);
        if (won < 0) continue;
        // Nobody else learns: the winner alone hears the same spikes again, with its own weights and threshold, and its rule listens.
        const own = [{shape: [1, size], data: weights[0]!.data.subarray(won * size, (won + 1) * size)}, weights[1]!];
        for (const again of frames(alone, own, spikes)) {
          raise(again, level.subarray(won, won + 1));
          rule.update(again, own);
          if (again.outputs[1]![0] !== 0) return won;
        }
      }
      return -1;
    },
    winners(images, i) {
      const wins: number[] = [], levels = tiring.levels();
      for (const frame of frames(net, weights, show(images, i, `test ${i}`))) {
        raise(frame, levels);
        const won = strongest(frame);
        if (won < 0) continue;
        wins.push(won);
        frame.states[1]!.v.fill(0);
      }
      return wins;
    }
  };
}

/** Puts thresholds where they have come to, at the start of a run; no membrane reaches its own in the first step. */
function raise({net, step, states}: Frame, levels: Float64Array): void {
  if (step === 0 && levels.length > 0) net.stages[1]!.population!.raised!(states[1]!).set(levels);
}

/** Of those that fire the one with the most left above its threshold; -1 if none fires. */
function strongest({outputs, states}: Frame): number {
  const fired = outputs[1]!, v = states[1]!.v;
  let best = -1;
  for (let i = 0; i < fired.length; i++) if (fired[i] !== 0 && (best < 0 || v[i]! > v[best]!)) best = i;
  return best;
}

function only(spikes: Float64Array, unit: number): Float64Array {
  const one = new Float64Array(spikes.length);
  one[unit] = spikes[unit]!;
  return one;
}

/** A coin for each pixel in each step: `coding.rate` without its bookkeeping for every unit, since most presentations end long before their time. */
function coins({pixels, shape}: LabelledImages, image: number, source: Source): Raster {
  const size = sizeOf(shape), spikes = raster([STEPS, ...shape], 1), draws = stream(source), lit: number[] = [];
  for (let p = 0; p < size; p++) if (pixels[image * size + p]! > 0) lit.push(p);
  for (let t = 0; t < STEPS; t++) for (const p of lit) if (draws.uniform() < (CHANCE * pixels[image * size + p]!) / 255) spikes.data[t * size + p] = 1;
  return spikes;
}
