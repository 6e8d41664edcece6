/** @file Fatigue: every spike raises the threshold, which sinks back slowly, over many runs. */
import {positive} from "../../model/door.ts";
import {populationOf} from "../stage-of.ts";
import type {NodePath} from "../stage-of.ts";
import {lever, tally} from "./groups.ts";
import type {Each, Tally} from "./groups.ts";
import type {Regulator} from "./hold-rate.ts";

export interface FatigueOptions {
  readonly node: NodePath;
  /** How far one spike raises the threshold. */
  readonly increment: number;
  /** Time constant with which it sinks back, ms. */
  readonly tau: number;
  /** Who shares a level: in a map, a spike anywhere raises all. */
  readonly each?: Each;
}

/**
 * `θ' = -θ / tau`, and `θ ← θ + increment` at each spike, kept from run to run: what `adaptive` does within a run, for time constants
 * of minutes. The raised threshold holds from the next step on. `fatigueRate` says where a driven neuron settles.
 *
 * @throws RangeError if a number is not positive and, in a run, where the threshold does not move.
 * @see Diehl and Cook, Frontiers in Computational Neuroscience 9 (2015), 99.
 */
export function fatigue({node, increment, tau, each = "unit"}: FatigueOptions): Regulator {
  const name = "homeostasis.fatigue";
  positive(name, "increment", increment, "of threshold");
  positive(name, "tau", tau, "ms");
  let held: {self: Tally; levels: Float64Array; move: ReturnType<typeof lever>} | undefined;
  return {
    name,
    levels: () => held?.levels.slice() ?? new Float64Array(0),
    ratesHz: () => (held && held.self.elapsed > 0 ? held.self.counts.map((n) => (1000 * n) / (held!.self.members * held!.self.elapsed)) : new Float64Array(0)),
    update({net, dt, outputs, states}) {
      if (held?.self.net !== net) {
        const stage = populationOf(name, net, node), self = tally(name, net, stage, each);
        held = {self, levels: new Float64Array(self.groups), move: lever(name, stage, "threshold")};
      }
      const {self, levels, move} = held, spikes = outputs[self.stage.index]!, decay = Math.exp(-dt / tau);
      for (let g = 0; g < levels.length; g++) levels[g]! *= decay;
      for (let i = 0; i < spikes.length; i++) {
        if (spikes[i] === 0) continue;
        levels[self.groupOf(i)]! += increment * spikes[i]!;
        self.counts[self.groupOf(i)]! += spikes[i]!;
      }
      self.elapsed += dt;
      const raised = move(states[self.stage.index]!);
      for (let i = 0; i < raised.length; i++) raised[i] = levels[self.groupOf(i)]!;
    }
  };
}
