/** @file Which units signals reach in a step, by the wiring alone. */
import type {Network} from "../model/network.ts";
import type {Routes, Signal} from "../model/node.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import type {Frame} from "../simulate/frames.ts";
import {sizeOf} from "../tensor/shape.ts";

/** The units that something reached in this step, each once. */
interface Marks {
  readonly units: Uint32Array;
  readonly marked: Uint8Array;
  count: number;
}

const marks = (size: number): Marks => ({units: new Uint32Array(size), marked: new Uint8Array(size), count: 0});

function mark(set: Marks, unit: number): void {
  if (set.marked[unit] === 1) return;
  set.marked[unit] = 1;
  set.units[set.count++] = unit;
}

function clear(set: Marks): void {
  for (let k = 0; k < set.count; k++) set.marked[set.units[k]!] = 0;
  set.count = 0;
}

function markNonzero(set: Marks, x: Signal): void {
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) mark(set, i);
}

/** Follows which units signals reach, by the wiring alone: a weight of 0 and sums that cancel are reached too. */
export function reaching(net: Network): {follow(frame: Frame): void; updates(stage: number): number} {
  const given = marks(sizeOf(net.shape));
  const gives = net.stages.map(({output}) => marks(sizeOf(output))), gets = net.stages.map(({input}) => marks(sizeOf(input)));
  const touch = net.stages.map(({map}) => new Uint32Array(map?.blocks.count ?? 0));
  const rings = net.stages.map(({routes}) => routes && ring(routes));
  const gather = (stage: Stage): Marks => {
    const set = gets[stage.index]!;
    for (const source of stage.sources) {
      const from = source === INPUT ? given : gives[source]!;
      for (let k = 0; k < from.count; k++) mark(set, from.units[k]!);
    }
    return set;
  };
  return {
    follow({input, outputs, dt, step}) {
      for (const set of [given, ...gives, ...gets]) clear(set);
      markNonzero(given, input);
      for (const {index, map, folded} of net.stages) {
        if (rings[index]) rings[index].arrive(gives[index]!, step);
        else if (!map && !folded) markNonzero(gives[index]!, outputs[index]!);
      }
      for (const stage of net.stages) {
        if (stage.map) spread(stage.map, gather(stage), gives[stage.index]!, touch[stage.index]!);
        else if (stage.routes) rings[stage.index]!.send(gather(stage), gives[stage.index]!, step, dt);
        // A unit that fires by itself is advanced too.
        else if (stage.population) { const set = gather(stage); if (!stage.population.graded) markNonzero(set, outputs[stage.index]!); }
      }
    },
    updates: (stage) => gets[stage]!.count
  };
}

function spread({blocks, touch}: NonNullable<Stage["map"]>, from: Marks, to: Marks, list: Uint32Array): void {
  const reached = new Uint8Array(blocks.count);
  for (let k = 0; k < from.count; k++) {
    const count = touch(from.units[k]!, list);
    for (let m = 0; m < count; m++) {
      const block = list[m]!;
      if (reached[block] === 1) continue;
      reached[block] = 1;
      for (let j = 0, unit = blocks.first(block); j < blocks.size; j++, unit += blocks.stride) mark(to, unit);
    }
  }
}

/** Marks on their way: a synapse of weight 0 in front of a delay is a signal too. */
function ring({starts, to, times}: Routes): {arrive(into: Marks, step: number): void; send(from: Marks, now: Marks, step: number, dt: number): void} {
  const waiting = new Map<number, number[]>();
  return {
    arrive(into, step) {
      for (const unit of waiting.get(step) ?? []) mark(into, unit);
      waiting.delete(step);
    },
    send(from, now, step, dt) {
      for (let k = 0; k < from.count; k++) {
        const unit = from.units[k]!;
        for (let route = starts[unit]!; route < starts[unit + 1]!; route++) {
          const late = Math.round(times[route]! / dt);
          if (late === 0) { mark(now, to[route]!); continue; }
          const list = waiting.get(step + late);
          if (list) list.push(to[route]!);
          else waiting.set(step + late, [to[route]!]);
        }
      }
    }
  };
}
