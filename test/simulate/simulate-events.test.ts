import {describe, expect, it} from "vitest";
import {delay} from "../../lib/model/delay.ts";
import {network} from "../../lib/model/network.ts";
import type {Node} from "../../lib/model/node.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {izhikevich} from "../../lib/model/neurons/spiking-models.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {eventList} from "../../lib/spikes/events.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {randomSpikes, randomWeights} from "../laws/nets.ts";

const none = (field: readonly number[], duration = 10) => eventList({times: [], units: [], field, duration});

describe("simulateEvents", () => {
  it("refuses what has no exact advance, says why, and names the way out", () => {
    const run = (...nodes: readonly Node[]) => () => { const net = network([2], ...nodes); simulateEvents(net, zeroWeights(net), none([2])); };
    expect(run(dense(2), relu())).toThrow("simulateEvents: relu gives rates, not spikes; use simulate");
    expect(run(dense(2), izhikevich())).toThrow("simulateEvents: izhikevich has no closed form; use simulate, whose solver bounds the error");
    expect(run(dense(2), alpha({tau: 5}), integrator())).toThrow("the alpha synapse (node 1) is not followed by a population that takes it in");
    expect(run(dense(2), lif({order: "input, decay, reset"}))).toThrow("is defined by its step; use simulate");
  });
  it("refuses an input of another field, with both shapes", () => {
    const net = network([2], dense(1), lif());
    expect(() => simulateEvents(net, zeroWeights(net), none([3]))).toThrow("simulateEvents: expects [2], the input gives [3]");
    expect(() => simulate(net, zeroWeights(net), none([2]))).toThrow("simulate: events have no clock; give dt (ms), or use simulateEvents");
  });
  it("delays a spike by any time, not only by steps", () => {
    const net = network([1], delay(Math.PI), dense(1), lif());
    expect([...simulateEvents(net, weightsFrom(net, [[2]]), eventList({times: [1], units: [0], field: [1], duration: 9})).spikes[2]!.times]).toEqual([1 + Math.PI]);
    expect(() => simulate(net, weightsFrom(net, [[2]]), raster([9, 1], 1))).toThrow("a delay must be a whole number of steps of 1 ms, got 3.14");
  });
  it("works with spikes: the same spikes in ten times the time cost the same instants, updates and synaptic events", () => {
    const net = network([2, 10, 10], conv({channels: 4, field: 3}), lif({tau: 1e9}), dense(3), lif({tau: 1e9})), weights = randomWeights(net);
    const input = randomSpikes(net), slow = {...input, dt: 10};
    const [a, b] = [simulateEvents(net, weights, input), simulateEvents(net, weights, slow)];
    expect([b.instants, b.operations]).toEqual([a.instants, a.operations]);
  });
  it("touches only what spikes reach: one spike, nine places, four channels", () => {
    const net = network([2, 100, 100], conv({channels: 4, field: 3}), lif());
    const {operations, instants} = simulateEvents(net, zeroWeights(net), eventList({times: [3], units: [5050], field: [2, 100, 100], duration: 1000}));
    expect([instants, operations[0]!.synaptic, operations[1]!.updates]).toEqual([1, 36, 36]);
  });
  it("lets a constant current fire units that nothing reaches: period τ ln(I/(I - 1)) + refractory", () => {
    const net = network([3], lif({tau: 10, current: 2, refractory: 1}));
    const {times} = simulateEvents(net, zeroWeights(net), none([3], 30)).spikes[0]!;
    const period = 10 * Math.log(2);
    [...times].forEach((time, k) => expect(time).toBeCloseTo(period + Math.floor(k / 3) * (period + 1), 12));
    expect(times.length).toBe(9);
  });
});
