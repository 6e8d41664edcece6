/** @file A network as a table: every stage, its shape, its weights and every convention it follows. */
import {table} from "arquero";
import type {ColumnTable} from "arquero";
import {sizeOf, written} from "../tensor/shape.ts";
import type {Network} from "./network.ts";
import type {Stage} from "./wiring.ts";

/**
 * One row a stage: its path, node, settings, output shape, weights, fan-in and fan-out (synapses of a unit in the middle),
 * and for populations the conventions: order of decay, input and reset; gain; method; reset; refractory time; delay.
 */
export function describe(net: Network): ColumnTable {
  const column = (read: (stage: Stage) => string | number): (string | number)[] => net.stages.map(read);
  const convention = (name: "order" | "gain" | "method" | "reset" | "spikes" | "refractory" | "delay") => column(({population}) => population?.convention[name] ?? "");
  return table({
    path: column(({path}) => path),
    node: column(({node}) => node.kind),
    settings: column(settingsOf),
    input: column(({input}) => written(input)),
    output: column(({output}) => written(output)),
    weights: column(({map}) => (map ? sizeOf(map.weights) : 0)),
    fanIn: column(({map}) => map?.fanIn ?? 0),
    fanOut: column(fanOutOf),
    order: convention("order"),
    gain: convention("gain"),
    method: convention("method"),
    reset: convention("reset"),
    spikes: convention("spikes"),
    refractory: convention("refractory"),
    delay: column(delayOf),
    events: column(({population, filter}) => (population ? (population.relax ? "exact" : "clock only") : filter ? "clock only" : "exact"))
  });
}

function settingsOf({node}: Stage): string {
  return Object.entries(node.settings).map(([name, value]) => `${name} ${value}`).join(", ");
}

/** The most synapses that a spike of one input unit touches. */
function fanOutOf({map}: Stage): number {
  if (!map) return 0;
  let most = 0;
  for (let i = 0; i < sizeOf(map.input); i++) most = Math.max(most, map.fanOut(i));
  return most;
}

function delayOf({population, routes}: Stage): string {
  if (!routes) return population?.convention.delay ?? "none";
  const {times} = routes, least = times.reduce((a, b) => Math.min(a, b), Infinity), most = times.reduce((a, b) => Math.max(a, b), 0);
  return least === most ? `${least} ms` : `${least} to ${most} ms`;
}
