/** @file Spikes on the mesh: dimension-order routes, the load of each link, congestion and the time of a step. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import type {Weights} from "../../model/weights.ts";
import {frames} from "../../simulate/frames.ts";
import type {Frame} from "../../simulate/frames.ts";
import type {Input} from "../../simulate/input.ts";
import {sizeOf} from "../../tensor/shape.ts";
import type {Mapping, Route} from "./map.ts";
import {hops} from "./place.ts";

/** What one step put on the mesh. */
export interface StepTraffic {
  /** Messages: a spike that goes to a core. */
  readonly messages: number;
  /** Of them, those that stay in their tile. */
  readonly local: number;
  readonly hopsX: number;
  readonly hopsY: number;
  /** Messages on the busiest link. */
  readonly busiestLink: number;
  /** Synapses that the busiest core touched. */
  readonly busiestCore: number;
  /** Estimated, ns; `NaN` for a target without timing. */
  readonly latency: number;
}

export interface Traffic {
  readonly steps: readonly StepTraffic[];
  /** Messages over each link in the whole run, `"x,y → x,y"`. */
  readonly links: ReadonlyMap<string, number>;
  /** Synapses touched on each core in the whole run. */
  readonly work: Float64Array;
  readonly table: ColumnTable;
}

export interface TrafficOptions {
  /** `"barrier"`: all cores wait for one another at each step. `"events"`: they do not, and a step takes what its busiest core and longest way take. */
  readonly mode?: "barrier" | "events";
}

/**
 * Runs the mapped network and follows every spike to every core that hears it: along x first, then along y. One message leads to one
 * core. What the input sends enters at each core and takes no way on the mesh.
 *
 * The time of a step is estimated as the busiest core's synapses and neurons one after the other, plus the longest way, plus messages
 * that wait on the busiest link, plus the barrier where there is one.
 *
 * @throws as `frames` does.
 */
export function traffic(mapping: Mapping, weights: Weights, input: Input, {mode = "barrier"}: TrafficOptions = {}): Traffic {
  const {cores, routes, net} = mapping, links = new Map<string, number>(), all = new Float64Array(cores.length);
  const followed = routes.map((route) => ({route, fan: fans(mapping, route)})), steps: StepTraffic[] = [];
  for (const frame of frames(net, weights, input)) steps.push(follow(mapping, followed, frame, links, all, mode));
  return {steps, links, work: all, table: from(steps.map((step, t) => ({step: t, ...step})))};
}

/** Synapses that a spike of each unit touches on each core that hears it, in the order of `heard`. */
function fans({net, cores}: Mapping, {stage, layer, heard}: Route): readonly (readonly number[])[] {
  const map = net.stages[stage]!.map!, {blocks} = map, touched = new Uint32Array(blocks.count), units = sizeOf(map.output);
  const owner = new Int32Array(units).fill(-1);
  cores.forEach((core, k) => { if (core.stage === layer) for (const unit of core.units) owner[unit] = k; });
  return heard.map((list, i) => {
    const count = new Map<number, number>(list.map((core) => [core, 0]));
    for (let k = 0, n = map.touch(i, touched); k < n; k++) for (let j = 0, unit = blocks.first(touched[k]!); j < blocks.size; j++, unit += blocks.stride) count.set(owner[unit]!, (count.get(owner[unit]!) ?? 0) + 1);
    return list.map((core) => count.get(core)!);
  });
}

type Followed = readonly {readonly route: Route; readonly fan: readonly (readonly number[])[]}[];

function follow({cores, target}: Mapping, followed: Followed, {inputs}: Frame, links: Map<string, number>, all: Float64Array, mode: string): StepTraffic {
  const busy = new Float64Array(cores.length), here = new Map<string, number>();
  let messages = 0, local = 0, hopsX = 0, hopsY = 0, longest = 0;
  for (const {route: {stage, home, heard}, fan} of followed) {
    const x = inputs[stage]!;
    for (let i = 0; i < x.length; i++) {
      if (x[i] === 0) continue;
      heard[i]!.forEach((to, k) => {
        busy[to]! += fan[i]![k]!;
        if (home[i]! < 0) return;
        const a = cores[home[i]!]!, b = cores[to]!;
        messages++;
        if (hops(a, b) === 0) local++;
        hopsX += Math.abs(a.x - b.x);
        hopsY += Math.abs(a.y - b.y);
        if (target.timing) longest = Math.max(longest, target.timing.local + Math.abs(a.x - b.x) * target.timing.hopX + Math.abs(a.y - b.y) * target.timing.hopY);
        for (const link of wayOf(a, b)) here.set(link, (here.get(link) ?? 0) + 1);
      });
    }
  }
  for (const [link, count] of here) links.set(link, (links.get(link) ?? 0) + count);
  const busiestLink = Math.max(0, ...here.values());
  let busiestCore = 0, slowest = 0;
  busy.forEach((synapses, k) => {
    all[k]! += synapses;
    busiestCore = Math.max(busiestCore, synapses);
    if (target.timing) slowest = Math.max(slowest, synapses * target.timing.synapse + cores[k]!.units.length * target.timing.update);
  });
  const timing = target.timing, waiting = timing ? Math.max(0, busiestLink - 1) * Math.max(timing.hopX, timing.hopY) : NaN;
  return {messages, local, hopsX, hopsY, busiestLink, busiestCore, latency: timing ? slowest + longest + waiting + (mode === "barrier" ? timing.barrier : 0) : NaN};
}

/** The links of a way: along x first, then along y, so that no two ways can block each other in a ring. */
export function wayOf(a: {x: number; y: number}, b: {x: number; y: number}): string[] {
  const links: string[] = [];
  let {x, y} = a;
  while (x !== b.x || y !== b.y) {
    const from_ = `${x},${y}`;
    if (x !== b.x) x += Math.sign(b.x - x);
    else y += Math.sign(b.y - y);
    links.push(`${from_} → ${x},${y}`);
  }
  return links;
}
