/** @file Every timing by traces equals its sum over spikes, pair by pair, whatever projection shares the weights. */
import {describe, expect, it} from "vitest";
import {order} from "../../lib/learn/stdp/order.ts";
import {pairs} from "../../lib/learn/stdp/pairs.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import type {Timing} from "../../lib/learn/stdp/timing.ts";
import {triplets} from "../../lib/learn/stdp/triplets.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import type {Projection} from "../../lib/model/node.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";

const DT = 0.5, STEPS = 160, FIELD = [2, 9];

/** Spikes of one side as steps, a count of two as two of them. */
type Train = readonly number[];

/** The change of one synapse from the trains of its two ends. */
type Sum = (pre: Train, post: Train) => number;

const P = {aPlus: 2.2e-5, aMinus: 2.6e-5, tauPlus: 17, tauMinus: 23};
const T = {a2Plus: 7e-6, a3Plus: 4e-6, a2Minus: 9e-6, a3Minus: 3e-6, tauPlus: 17, tauMinus: 34, tauX: 60, tauY: 45};

const fade = (steps: number, tau: number): number => Math.exp((-steps * DT) / tau);
const last = (train: Train, before: (s: number) => boolean): number | undefined => train.filter(before).at(-1);
const total = (train: Train, value: (s: number) => number): number => train.reduce((sum, s) => sum + value(s), 0);
/** Each step in which something happens, once, with how often. */
const moments = (train: Train): [number, number][] => [...new Set(train)].map((s) => [s, train.filter((other) => other === s).length]);

const allPairs: Sum = (pre, post) => total(pre, (x) => total(post, (y) => (y >= x ? P.aPlus * fade(y - x, P.tauPlus) : -P.aMinus * fade(x - y, P.tauMinus))));

const nearestPairs: Sum = (pre, post) => {
  const gain = total(post, (y) => { const x = last(pre, (s) => s <= y); return x === undefined ? 0 : P.aPlus * fade(y - x, P.tauPlus); });
  const loss = total(pre, (x) => { const y = last(post, (s) => s < x); return y === undefined ? 0 : P.aMinus * fade(x - y, P.tauMinus); });
  return gain - loss;
};

const allTriplets: Sum = (pre, post) => {
  const gain = total(post, (y) => total(pre, (x) => (x > y ? 0 : fade(y - x, T.tauPlus) * (T.a2Plus + T.a3Plus * total(post, (z) => (z < y ? fade(y - z, T.tauY) : 0))))));
  const loss = total(pre, (x) => total(post, (y) => (y >= x ? 0 : fade(x - y, T.tauMinus) * (T.a2Minus + T.a3Minus * total(pre, (z) => (z < x ? fade(x - z, T.tauX) : 0))))));
  return gain - loss;
};

const nearestTriplets: Sum = (pre, post) => {
  const near = (train: Train, at: number, tau: number, same: boolean): number => {
    const s = last(train, (each) => each < at || (same && each === at));
    return s === undefined ? 0 : fade(at - s, tau);
  };
  const gain = moments(post).reduce((sum, [y, n]) => sum + n * near(pre, y, T.tauPlus, true) * (T.a2Plus + T.a3Plus * near(post, y, T.tauY, false)), 0);
  const loss = moments(pre).reduce((sum, [x, n]) => sum + n * near(post, x, T.tauMinus, false) * (T.a2Minus + T.a3Minus * near(pre, x, T.tauX, false)), 0);
  return gain - loss;
};

const inOrder: Sum = (pre, post) => total(post, (y) => (pre.some((x) => x <= y) ? 2e-5 : -1.5e-5));

const timings: readonly (readonly [string, Timing, Sum])[] = [
  ["all pairs", pairs(P), allPairs],
  ["nearest pairs", pairs({...P, pairing: "nearest"}), nearestPairs],
  ["all triplets", triplets(T), allTriplets],
  ["nearest triplets", triplets({...T, pairing: "nearest"}), nearestTriplets],
  ["order", order({aPlus: 2e-5, aMinus: 1.5e-5}), inOrder]
];

const projections: readonly (readonly [string, Projection, (o: number, p: number, c: number, k: number) => readonly [post: number, pre: number] | undefined])[] = [
  ["dense", dense(3), (o, _p, c, k) => [o, c * 9 + k]],
  ["conv", conv({channels: 2, field: 4}), (o, p, c, k) => (p < 6 ? [o * 6 + p, c * 9 + p + k] : undefined)],
  ["conv, padded and strided", conv({channels: 2, field: 3, stride: 2, padding: 1}), (o, p, c, k) => (p < 5 && 2 * p + k >= 1 && 2 * p + k <= 9 ? [o * 5 + p, c * 9 + 2 * p + k - 1] : undefined)]
];

describe.each(projections)("through %s", (_name, projection, ends) => {
  const net = network(FIELD, projection, lif({tau: 8}));
  const [outputs, inputs] = [net.stages[0]!.map!.weights[0]!, sizeOf(FIELD)];
  const taps = sizeOf(net.stages[0]!.map!.weights) / outputs;
  const input = raster([STEPS, ...FIELD], DT, Uint8Array.from(uniform(generator(3), STEPS * inputs), (u) => (u < 0.01 ? 2 : u < 0.06 ? 1 : 0)));

  it.each(timings)("%s by traces are their sum, to 1e-12", (_timing, timing, sum) => {
    const start = uniform(generator(5), outputs * taps, {from: 0.4, to: 0.6}), weights = weightsFrom(net, [start]), rule = stdp({node: 0, timing});
    const pre: number[][] = Array.from({length: inputs}, () => []), post: number[][] = Array.from({length: sizeOf(net.output)}, () => []);
    for (const frame of frames(net, weights, input)) {
      rule.update(frame, weights);
      frame.input.forEach((n, i) => { for (let k = 0; k < n; k++) pre[i]!.push(frame.step); });
      frame.outputs[1]!.forEach((n, i) => { for (let k = 0; k < n; k++) post[i]!.push(frame.step); });
    }
    expect(post.flat().length).toBeGreaterThan(20);
    const seen = projection.kind === "dense" ? inputs : taps, inside = seen / 2;
    let largest = 0;
    for (let o = 0, index = 0; o < outputs; o++) {
      for (let c = 0; c < 2; c++) {
        for (let k = 0; k < inside; k++, index++) {
          let expected = 0;
          for (let p = 0; p < (projection.kind === "dense" ? 1 : 9); p++) {
            const pair = ends(o, p, c, k);
            if (pair) expected += sum(pre[pair[1]]!, post[pair[0]]!);
          }
          const got = weights[0]!.data[index]! - start[index]!;
          expect(Math.abs(got - expected)).toBeLessThan(1e-12);
          largest = Math.max(largest, Math.abs(expected));
        }
      }
    }
    // Something was learned, and no wall was met on the way.
    expect(largest).toBeGreaterThan(1e-4);
    expect([...weights[0]!.data].every((w) => w > 0 && w < 1)).toBe(true);
  });
});
