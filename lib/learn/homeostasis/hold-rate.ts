/** @file Rate-error feedback: a threshold or a gain moves until the rate is what it should be. */
import {positive} from "../../model/door.ts";
import type {Rule} from "../rule.ts";
import {populationOf} from "../stage-of.ts";
import type {NodePath} from "../stage-of.ts";
import {count, lever, measured, over, tally} from "./groups.ts";
import type {Each, Lever, Tally} from "./groups.ts";

export interface HoldRateOptions {
  /** The population whose rate is held. */
  readonly node: NodePath;
  readonly targetHz: number;
  /** How far 1 Hz of error moves the threshold, or the gain's logarithm, once a window. */
  readonly rate: number;
  /** Window over which a rate is measured, ms; windows go on from one run to the next. */
  readonly every?: number;
  /** `"threshold"` (adaptive thresholds), or `"gain"` (intrinsic plasticity). */
  readonly by?: Lever;
  /** Who shares a level. */
  readonly each?: Each;
}

/** A rule with a memory that outlives a run. */
export interface Regulator extends Rule {
  /** Where it stands: how far each unit's or map's threshold is raised, or the logarithm of its gain. */
  levels(): Float64Array;
  /** The rates of the last full window, Hz. */
  ratesHz(): Float64Array;
}

/**
 * Holds the rate of a population: every `every` ms `θ ← θ + rate (r - target)` for thresholds, or `ln g ← ln g - rate (r - target)` for
 * gains, `r` the rate measured in the window. What has been reached is put back at the start of each run. A threshold stays a
 * tenth of its height above where membranes start.
 *
 * It settles at `r = target`, for any input that can drive the unit there, if `rate < 2 / |dr/dθ|` (`heldThreshold`, `heldGain`).
 *
 * @throws RangeError if a number is not positive and, in a run, where the node has nothing to move.
 * @see Desai, Rutherford and Turrigiano, Nature Neuroscience 2 (1999), 515 (intrinsic plasticity).
 */
export function holdRate({node, targetHz, rate, every = 100, by = "threshold", each = "unit"}: HoldRateOptions): Regulator {
  const name = `homeostasis.holdRate (${by})`;
  positive(name, "targetHz", targetHz, "Hz");
  positive(name, "rate", rate, "per Hz");
  positive(name, "every", every, "ms");
  let held: {self: Tally; levels: Float64Array; move: ReturnType<typeof lever>; least: number; last: Float64Array} | undefined;
  return {
    name,
    levels: () => held?.levels.slice() ?? new Float64Array(0),
    ratesHz: () => held?.last.slice() ?? new Float64Array(0),
    update({net, step, dt, outputs, states}) {
      if (held?.self.net !== net) {
        const stage = populationOf(name, net, node), self = tally(name, net, stage, each);
        held = {self, levels: new Float64Array(self.groups), move: lever(name, stage, by), least: by === "threshold" ? lowest(stage.population) : -Infinity, last: new Float64Array(self.groups)};
      }
      const {self, levels, move, least} = held;
      count(self, outputs[self.stage.index]!);
      self.elapsed += dt;
      const due = over(self.elapsed, every);
      if (due) {
        held.last = measured(self);
        const sign = by === "threshold" ? rate : -rate;
        for (let g = 0; g < levels.length; g++) levels[g] = Math.max(least, levels[g]! + sign * (held.last[g]! - targetHz));
      }
      if (!due && step !== 0) return;
      const moved = move(states[self.stage.index]!);
      for (let i = 0; i < moved.length; i++) {
        const level = levels[self.groupOf(i)]!;
        moved[i] = by === "threshold" ? level : Math.exp(level);
      }
    }
  };
}

/** How far a threshold may sink: to a tenth of its height above the membrane's start. */
function lowest(population: ReturnType<typeof populationOf>["population"]): number {
  const state = population.start(1);
  return population.threshold ? -0.9 * (population.threshold(state, 0) - state.v[0]!) : -Infinity;
}
