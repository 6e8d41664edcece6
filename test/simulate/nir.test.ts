/** @file NIR's experiment on one neuron (github.com/neuromorphs/NIR, paper/01_lif; Pedersen et al., Nature Communications 15:8122, 2024). */
import {describe, expect, it} from "vitest";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {hold} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {eventList} from "../../lib/spikes/events.ts";
import {raster} from "../../lib/spikes/raster.ts";

// The input as published: in these milliseconds, a current of 1 for 0.1 ms.
const pulses = [6, 22, 27, 31, 32, 35, 37, 40, 41, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 84, 85];
// The published constants are 32-bit: τ = 2.5 ms and threshold 0.1 as floats.
const tau = Math.fround(0.0025) * 1000, threshold = Math.fround(0.1), dt = 0.1, steps = [460, 510, 710, 760];
const grid = raster([1000, 1], dt);
for (const each of pulses) grid.data[10 * each] = 1;

describe("NIR's single neuron", () => {
  it("fires by the clock at the exact steps", () => {
    const net = network([1], lif({tau, threshold, reset: "subtract", input: "current"}));
    const run = simulate(net, zeroWeights(net), grid, {record: {traces: [{stage: 0}]}});
    expect([...run.spikes[0]!.times].map((time) => Math.round(time / dt))).toEqual(steps);
    // lif_exact.csv, the membrane after the first pulse.
    expect(run.traces[0]!.data[60]).toBeCloseTo(3.921056170668948959e-2, 14);
  });
  it("fires without a clock within the same steps, and stands where the published exact simulation does", () => {
    const net = network([2], dense(1), hold(), lif({tau, threshold, reset: "subtract"}));
    const times = pulses.flatMap((each) => [10 * each * dt, (10 * each + 1) * dt]), units = pulses.flatMap(() => [0, 1]);
    const run = simulateEvents(net, weightsFrom(net, [[1, -1]]), eventList({times, units, field: [2], duration: 100}), {record: {traces: [{stage: 2}], every: dt}});
    expect([...run.spikes[2]!.times].map((time) => Math.floor(time / dt))).toEqual(steps);
    const published = [[60, 3.921056170668948959e-2], [460, 6.226159232172348394e-3], [470, 4.338408101250632726e-2], [500, 9.617966149868614756e-2], [510, 4.090791715245930930e-3], [520, 4.195270137304984298e-2]] as const;
    // Their sums are 32-bit in part, which leaves 3e-9.
    for (const [step, v] of published) expect(Math.abs(run.traces[0]!.data[step + 1]! - v)).toBeLessThan(1e-8);
  });
  it("gives Euler's membrane, as Norse publishes it, when asked to step by Euler", () => {
    const net = network([1], lif({tau: 2.5, threshold: 0.1, input: "current", method: "euler"}));
    const run = simulate(net, zeroWeights(net), grid, {record: {traces: [{stage: 0}]}});
    expect([...run.spikes[0]!.times].map((time) => Math.round(time / dt))).toEqual(steps);
    // lif_norse.csv, rows 60, 61, 220 and 270.
    for (const [step, v] of [[60, 0.04], [61, 0.038399998], [220, 0.04005827], [270, 0.045202997]] as const) expect(run.traces[0]!.data[step]).toBeCloseTo(v, 7);
  });
});
