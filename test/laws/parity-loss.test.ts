/** @file Losses and regularisers of the fast engine are the reference's: values, scores and every gradient, to 1e-5. */
import {describe, expect, it} from "vitest";
import {batchGradient} from "../../lib/engine/gradient.ts";
import {plan} from "../../lib/engine/plan.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import type {Loss, Target} from "../../lib/learn/loss/loss.ts";
import * as regulariser from "../../lib/learn/regulariser/family.ts";
import type {Regulariser} from "../../lib/learn/regulariser/regulariser.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {exponential} from "../../lib/model/synapses/synapse.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {samples, stills} from "../engine/exact.ts";
import {randomWeights} from "./nets.ts";

const STEPS = 9, DT = 2, BOUND = 1e-5, image = [2, 9, 7], first = conv({channels: 5, field: 3});

/** What leaves them: spikes, membranes, the currents of a synapse, sums of a projection, and values that stay. */
const nets: Readonly<Record<string, () => Network>> = {
  "spikes": () => network(image, first, lif({tau: 9}), maxPool(2), dense(4), bias(), lif({tau: 9, reset: "subtract"})),
  "membranes": () => network(image, first, bias(), lif({tau: 9}), averagePool([2, 1]), conv({channels: 6, field: 3}), lif({tau: 5}), dense(4), integrator({tau: 11})),
  "currents": () => network(image, averagePool([2, 1]), first, maxPool(2, {by: "step"}), lif({tau: 9}), dense(4), exponential({tau: 6})),
  "sums": () => network(image, first, conv({channels: 3, field: 3}), lif({tau: 9}), dense(4), bias()),
  "rectified values": () => network(image, first, bias(), relu(), maxPool(2, {by: "step"}), dense(6), relu(), dense(4))
};

/** The largest difference of the gradients over their largest entry, over all stages; the losses and scores are compared on the way. */
function apart(net: Network, own: Loss, targets: readonly Target[], still: boolean, regularisers: readonly Regulariser[] = []): number {
  const weights = randomWeights(net, 6, 1.3), {shape, data} = still ? stills(net) : samples(net, {steps: STEPS}), size = sizeOf(net.shape), each = data.length / 2;
  const form = surrogate.sigmoid({slope: 3}), train = {surrogate: form, loss: own.form!, costs: regularisers.flatMap(({forms}) => forms!(net, DT))};
  const fast = batchGradient(plan(net, {steps: STEPS, dt: DT, input: still ? "static" : "spikes", train}), weights, {shape, data}, targets);
  const slow = targets.map((target, k) => {
    const one = data.subarray(k * each, (k + 1) * each), all = still ? Float32Array.from({length: STEPS * size}, (_, i) => one[i % size]!) : one;
    return gradient(net, weights, {shape: [STEPS, ...net.shape], dt: DT, data: all}, {target, loss: own, surrogate: form, regularisers});
  });
  const mean = (slow[0]!.loss + slow[1]!.loss) / 2;
  expect(Math.abs(fast.loss - mean)).toBeLessThan(BOUND * (1 + mean));
  slow.forEach(({scores}, k) => scores.forEach((score, o) => expect(Math.abs(fast.scores[k * scores.length + o]! - score)).toBeLessThan(BOUND * (1 + Math.abs(score)))));
  return Math.max(...weights.map(({data: w}, stage) => {
    const wanted = Float64Array.from(w, (_, i) => (slow[0]!.gradients[stage]!.data[i]! + slow[1]!.gradients[stage]!.data[i]!) / 2), most = wanted.reduce((a, g) => Math.max(a, Math.abs(g)), 0);
    if (w.length > 0) expect(most).toBeGreaterThan(0);
    return wanted.reduce((worst, g, i) => Math.max(worst, Math.abs(g - fast.gradients[stage]!.data[i]!) / most), 0);
  }));
}

const losses: readonly Loss[] = [loss.count({scale: 0.3}), loss.rate(), loss.membrane(), loss.membrane({by: "mean"}), loss.membrane({by: "last"}), loss.firstSpike({tau: 4}), loss.everyStep({scale: 0.7})];
const named = losses.map((each) => [`${each.kind} ${Object.values(each.settings).join(" ")}`, each] as const);

describe.each(Object.entries(nets))("on %s", (_name, make) => {
  it.each(named)("the loss %s has the reference's gradient", (_loss, own) => {
    for (const still of [false, true]) expect(apart(make(), own, [1, 3], still)).toBeLessThan(BOUND);
  });
  it("the loss of rates takes wishes", () => expect(apart(make(), loss.rate(), [[0.1, 0.4, 0, 0.9], [0.3, 0, 0.2, 0.1]], false)).toBeLessThan(BOUND));
  it("operations cost what the reference says", () => {
    for (const still of [false, true]) expect(apart(make(), loss.count({scale: 0.1}), [0, 2], still, [regulariser.operations({strength: 9})])).toBeLessThan(BOUND);
  });
});

describe.each(["spikes", "membranes", "currents", "sums"])("with %s", (name) => {
  it("rates are held as the reference holds them", () => {
    const bounds = [regulariser.rate({atMostHz: 40, strength: 20}), regulariser.rate({atLeastHz: 300, strength: 5}), regulariser.operations({strength: 1})];
    for (const still of [false, true]) for (const own of [loss.count({scale: 0.1}), loss.everyStep()]) expect(apart(nets[name]!(), own, [0, 2], still, bounds)).toBeLessThan(BOUND);
  });
});

describe("what does not fit is refused", () => {
  const net = nets["spikes"]!(), weights = randomWeights(net), batch = stills(net), of = (train: object) => plan(net, {steps: 3, train});
  it("a cost on no stage, a loss without its numbers, targets of another kind", () => {
    const pooled = network([2, 9, 7], conv({channels: 3, field: 3}), lif(), conv({channels: 4, field: 3}), maxPool(2, {by: "step"}), lif(), dense(2), lif());
    expect(() => plan(pooled, {steps: 3, input: "spikes", train: {costs: [{name: "rate", stage: 2, low: 0, high: 1, strength: 1}]}})).toThrow("plan: a cost must stand on a stage whose values are kept; those of stage 2");
    expect(() => of({costs: [{name: "rate", stage: 77, low: 0, high: 1, strength: 1}]})).toThrow("plan: a cost must stand on a stage that gives something, got stage 77");
    expect(() => of({loss: {name: "firstSpike", numbers: []}})).toThrow("has no twin; use count, mean, rate, largest, last, firstSpike, everyStep, or the reference engine");
    expect(() => batchGradient(of({}), weights, batch, [[1, 0, 0, 0], [0, 1, 0, 0]])).toThrow("batchGradient: targets must be classes from 0 to 3, got a list of 4 for sample 0");
    expect(() => batchGradient(of({loss: {name: "rate", numbers: [1, 0]}}), weights, batch, [[1, 0, 0, 0], [0, 1]])).toThrow("batchGradient: targets must be lists of 4 finite wishes (per step), got a list of 2 for sample 1");
  });
});
