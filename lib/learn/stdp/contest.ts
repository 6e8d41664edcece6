/** @file Competition for learning: a selection over the spikes of a population, the membrane deciding between equals. */
import type {Arrivals, Choice, Chooser, Selection, Signal} from "../../model/node.ts";
import type {Stage} from "../../model/wiring.ts";
import type {Frame} from "../../simulate/frames.ts";
import {sizeOf, written} from "../../tensor/shape.ts";
import {named} from "../stage-of.ts";

export interface Contest {
  /** A new run begins. */
  start(): void;
  /** The spikes of those that may learn. */
  winners(spikes: Signal, frame: Frame): Signal;
}

/** The competition of a population; it must leave the population's field as it is. */
export function competing(who: string, stage: Stage, selection: Selection): Chooser {
  const chooser = selection.choose(stage.output);
  if (chooser.output.join() !== stage.output.join()) {
    throw new RangeError(`${who}: competition must leave the field of ${named(stage)} ${written(stage.output)} as it is, got ${selection.kind}, which gives ${written(chooser.output)}`);
  }
  return chooser;
}

/**
 * Lets a choice pick among units that spike in one step. The one with the higher membrane `v` is the stronger (it keeps what it had above
 * threshold, unless a reset to a value took it), then the one with the larger input `drive`, then the lower unit.
 */
export function elect(choice: Choice, units: Uint32Array, count: number, v: Signal, drive: Signal, time: number, emit: (unit: number) => void): void {
  const stronger = (a: number, b: number): boolean => v[a]! > v[b]! || (v[a] === v[b] && (drive[a]! > drive[b]! || (drive[a] === drive[b] && a < b)));
  if (choice.elect) return choice.elect(units, count, stronger, emit);
  // Whoever must know all strengths gets ranks.
  const ranked = units.slice(0, count).sort((a, b) => (stronger(a, b) ? 1 : -1)), strength = new Float64Array(v.length);
  ranked.forEach((unit, rank) => { strength[unit] = 1 + rank; });
  const arrivals: Arrivals = {x: strength, units: units.slice(0, count).sort(), count};
  choice.pick(arrivals, time, emit);
}

/** Runs `selection` beside the network. */
export function contest(who: string, stage: Stage, selection?: Selection): Contest {
  if (!selection) return {start: () => undefined, winners: (spikes) => spikes};
  const chooser = competing(who, stage, selection), size = sizeOf(stage.output), won = new Float64Array(size), units = new Uint32Array(size);
  let choice: Choice = chooser.start();
  return {
    start: () => { choice = chooser.start(); },
    winners(spikes, {time, states, inputs}) {
      won.fill(0);
      let count = 0;
      for (let i = 0; i < size; i++) if (spikes[i] !== 0) units[count++] = i;
      if (count > 0) elect(choice, units, count, states[stage.index]!.v, inputs[stage.index]!, time, (unit) => { won[unit] = spikes[unit]!; });
      return won;
    }
  };
}
