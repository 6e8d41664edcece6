/** @file Spike-timing-dependent plasticity: a timing and a dependence, read from the frames of a run. */
import type {Selection} from "../../model/node.ts";
import type {Rule} from "../rule.ts";
import type {NodePath} from "../stage-of.ts";
import {additive} from "./dependence.ts";
import type {Dependence} from "./dependence.ts";
import {pairs} from "./pairs.ts";
import type {PairsOptions} from "./pairs.ts";
import {proposer} from "./proposer.ts";
import type {Timing} from "./timing.ts";

export interface StdpOptions extends PairsOptions {
  /** The projection that learns: its place in the network, or its path. */
  readonly node: NodePath;
  /** Which spikes meet; by default `timing.pairs` of the options beside it. */
  readonly timing?: Timing;
  /** What a meeting does to a weight of some size; additive by default. */
  readonly dependence?: Dependence;
  /** Between which a weight stays; `[0, 1]` by default. */
  readonly bounds?: readonly [number, number];
  /** Which postsynaptic units may learn: a selection over the population's spikes. All by default. */
  readonly competition?: Selection;
}

/**
 * STDP on a projection, of any kind: with `u = (w - low) / (high - low)`,
 *
 * `Δw = (high - low) (up(u) Σ potentiation - down(u) Σ depression)`,
 *
 * the sums running over all pairs of spikes that the timing lets meet and over every place that shares the weight (the
 * projection's `correlate`). Weights stay in their bounds. A pre spike reaches the rule when it reaches the projection.
 *
 * @throws TypeError for both a timing and options of pairs; RangeError for bad numbers and, in a run, naming layer and rule,
 * for a node that cannot learn or weights that start outside the bounds.
 */
export function stdp(options: StdpOptions): Rule {
  const self = proposer("stdp", complete(options));
  return {
    name: self.name,
    update(frame, weights) {
      const change = self.propose(frame, weights);
      if (change) self.add(weights, change, 1);
    }
  };
}

/** What a rule is made of, with nothing left to default. */
export interface StdpParts {
  readonly node: NodePath;
  readonly timing: Timing;
  readonly dependence: Dependence;
  readonly bounds: readonly [number, number];
  readonly competition?: Selection;
}

export function complete({node, timing, dependence = additive(), bounds = [0, 1], competition, ...pair}: StdpOptions): StdpParts {
  const extra = Object.keys(pair);
  if (timing && extra.length > 0) throw new TypeError(`stdp: a timing brings its own amplitudes and time constants, got ${extra.join(", ")} beside it`);
  if (!(bounds[0] < bounds[1] && bounds.every(Number.isFinite))) throw new RangeError(`stdp: bounds must be two finite numbers, the lower first, got [${bounds.join(", ")}]`);
  return {node, timing: timing ?? pairs(pair), dependence, bounds, ...(competition ? {competition} : {})};
}
