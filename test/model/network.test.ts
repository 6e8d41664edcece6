import {describe, expect, it} from "vitest";
import {recurrent, residual} from "../../lib/model/containers.ts";
import {delay, taps} from "../../lib/model/delay.ts";
import {describe as describeNet} from "../../lib/model/describe.ts";
import {network} from "../../lib/model/network.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {ShapeError} from "../../lib/model/shape-error.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {weightsFrom, zeroWeights} from "../../lib/model/weights.ts";

describe("network", () => {
  it("carries shapes from node to node", () => {
    const net = network([1, 28, 28], conv({channels: 12, field: 5}), lif(), maxPool(2), conv({channels: 64, field: 5}), lif(), maxPool(2), dense(10), integrator());
    expect(net.stages.map(({output}) => output.join("×"))).toEqual(["12×24×24", "12×24×24", "12×12×12", "64×8×8", "64×8×8", "64×4×4", "10", "10"]);
    expect(zeroWeights(net).map(({data}) => data.length)).toEqual([300, 0, 0, 19200, 0, 0, 10240, 0]);
  });
  it("refuses a patch larger than its field, with both shapes", () => {
    const build = (): unknown => network([1, 8, 8], conv({channels: 2, field: 5}), lif(), conv({channels: 2, field: 5}));
    expect(build).toThrow("conv: expects a field that holds its patch of 5 × 5, lif gives [2, 4, 4]");
    expect(build).toThrow(ShapeError);
  });
  it("refuses a shortcut around nodes that change the shape, with both shapes", () => {
    expect(() => network([2, 6, 6], residual(conv({channels: 2, field: 3})))).toThrow("residual: expects [2, 6, 6], its last node (conv) gives [2, 4, 4]");
  });
  it("refuses groups that do not divide the channels", () => {
    expect(() => network([3, 6, 6], conv({channels: 4, field: 3, groups: 2}))).toThrow("conv: expects a multiple of 2 channels (its groups), the input gives [3, 6, 6]");
  });
  it("is frozen, and so are its stages", () => {
    const net = network([4], dense(2), lif());
    expect([net, net.stages, ...net.stages].every(Object.isFrozen)).toBe(true);
  });
  it("joins a synapse to the population behind it and runs it alone elsewhere", () => {
    const joint = network([4], dense(2), alpha({tau: 5}), lif()), alone = network([4], dense(2), alpha({tau: 5}), integrator());
    expect(joint.stages[1]!.folded).toBe(true);
    expect(joint.stages[2]!.sources).toEqual([0]);
    expect(alone.stages[1]!.filter?.kind).toBe("alpha");
    expect(alone.stages[2]!.sources).toEqual([1]);
  });
  it("wires what contains nodes into one flat list, loops through their delay", () => {
    const net = network([4], dense(3), recurrent({population: lif(), through: [dense(3)], delay: 2}), dense(1));
    expect(net.stages.map(({path, node}) => `${path} ${node.kind}`)).toEqual(["0 dense", "1.0 lif", "1.1 dense", "1.2 delay", "2 dense"]);
    expect(net.stages[1]!.sources).toEqual([0, 3]);
  });
  it("refuses no nodes, an empty shape, and a node without a verb", () => {
    expect(() => network([4])).toThrow("network: needs at least one node behind its input [4], got none");
    expect(() => network([], lif())).toThrow("network: shape must begin with the number of channels, got []");
    expect(() => network([4], {kind: "nothing"} as never)).toThrow("network: every node needs a verb");
  });
  it("stacks delayed copies of every channel", () => {
    const net = network([2, 3], taps(0, 4), delay(1));
    expect(net.output).toEqual([4, 3]);
    const {starts, to, times} = net.stages[0]!.routes!;
    expect([starts[4], [...to.slice(8, 10)], [...times.slice(8, 10)]]).toEqual([8, [7, 10], [0, 4]]);
  });
});

describe("weightsFrom", () => {
  it("refuses lists of the wrong number or length", () => {
    const net = network([4], dense(2), lif());
    expect(() => weightsFrom(net, [])).toThrow("weightsFrom: one list for each of the 1 stages that learn is needed, got 0");
    expect(() => weightsFrom(net, [[1, 2]])).toThrow("weightsFrom: dense at 0 holds 8 weights [2, 4], got 2");
  });
});

describe("describe", () => {
  it("shows every convention of every population as a value", () => {
    const rows = describeNet(network([4], dense(2), lif({tau: 10, refractory: 2, reset: "subtract"}), delay(3))).objects() as Record<string, unknown>[];
    expect(rows[0]).toMatchObject({node: "dense", weights: 8, fanIn: 4, fanOut: 2});
    expect(rows[1]).toMatchObject({order: "decay, input, reset", gain: "1", method: "exact", reset: "subtract threshold - rest", refractory: 2, delay: "none", events: "exact"});
    expect(rows[2]).toMatchObject({node: "delay", delay: "3 ms"});
  });
});
