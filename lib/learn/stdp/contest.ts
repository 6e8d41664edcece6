/** @file Competition for learning: a selection over the spikes of a population, the membrane deciding between equals. */
import type {Arrivals, Choice, Selection, Signal} from "../../model/node.ts";
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

/**
 * Runs `selection` beside the network. Of units that spike in one step the one with the higher membrane is the stronger (it
 * keeps what it had above threshold, unless a reset to a value took it), then the one with the larger input.
 */
export function contest(who: string, {index, input, output, ...stage}: Stage, selection?: Selection): Contest {
  if (!selection) return {start: () => undefined, winners: (spikes) => spikes};
  const chooser = selection.choose(output), size = sizeOf(output);
  if (chooser.output.join() !== output.join()) {
    throw new RangeError(`${who}: competition must leave the field of ${named({index, input, output, ...stage})} ${written(output)} as it is, got ${selection.kind}, which gives ${written(chooser.output)}`);
  }
  const strength = new Float64Array(size), won = new Float64Array(size), units = new Uint32Array(size);
  let choice: Choice = chooser.start();
  return {
    start: () => { choice = chooser.start(); },
    winners(spikes, {time, states, inputs}) {
      won.fill(0);
      let count = 0;
      for (let i = 0; i < size; i++) if (spikes[i] !== 0) units[count++] = i;
      if (count === 0) return won;
      const v = states[index]!.v, drive = inputs[index]!;
      const ranked = units.slice(0, count).sort((a, b) => v[a]! - v[b]! || drive[a]! - drive[b]! || b - a);
      strength.fill(0);
      ranked.forEach((unit, rank) => { strength[unit] = 1 + rank; });
      const arrivals: Arrivals = {x: strength, units, count};
      choice.pick(arrivals, time, (unit) => { won[unit] = spikes[unit]!; });
      return won;
    }
  };
}
