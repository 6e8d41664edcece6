/**
 * @file 100,352 leaky neurons behind alpha synapses, ten million synaptic events, no clock: events per second, and memory.
 * Input spikes fall on random places at random times; every crossing is found to the last bit.
 */
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {eventQueue} from "../../lib/simulate/event-queue.ts";
import {eventList} from "../../lib/spikes/events.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {table} from "./table.ts";

const SPIKES = 12_000, DURATION = 1000, field = [8, 32, 32];
const net = network(field, conv({channels: 98, field: 3, padding: 1}), alpha({tau: 5, normalisation: "area"}), lif({tau: 20, resistance: 20, refractory: 2}));
const rows: string[][] = [];
for (const scale of [0.4, 0.7, 1]) {
  const seed = generator(1), weights = net.stages.map(({map}) => (map ? {shape: map.weights, data: normal(seed, 98 * 72, {mean: 0.1 * scale, deviation: 0.3 * scale})} : {shape: [0], data: new Float64Array(0)}));
  const times = uniform(split(seed, "times"), SPIKES, {to: DURATION}), places = uniform(split(seed, "places"), SPIKES, {to: 8192});
  const input = eventList({times, units: Uint32Array.from(places), field, duration: DURATION});
  const began = performance.now(), used = process.cpuUsage();
  const run = simulateEvents(net, weights, input);
  const wall = (performance.now() - began) / 1000, {user, system} = process.cpuUsage(used), events = run.operations[0]!.synaptic;
  rows.push([scale.toFixed(1), events.toLocaleString("en"), run.spikes[2]!.times.length.toLocaleString("en"), wall.toFixed(1), ((user + system) / 1e6).toFixed(1), ((events / wall) / 1e6).toFixed(2), (process.memoryUsage().rss / 2 ** 20).toFixed(0)]);
}
console.log(table(["weights", "synaptic events", "spikes", "s (wall)", "s (processor)", "million events / s", "MB"], rows));

const queue = eventQueue(), draws = uniform(generator(3), 1e7), began = process.cpuUsage();
for (let k = 0; k < draws.length; k++) queue.push(draws[k]!, k, 1);
let last = 0, inOrder = true;
while (queue.size > 0) { inOrder &&= queue.first() >= last; last = queue.first(); queue.take(); }
const {user, system} = process.cpuUsage(began);
console.log(`\npriority queue: 10,000,000 events pushed and taken ${inOrder ? "in order" : "OUT OF ORDER"} in ${((user + system) / 1e6).toFixed(1)} s, ${(1e7 / ((user + system) / 1e6) / 1e6).toFixed(2)} million / s`);
