/** @file snnTorch's tutorial 6: a spiking convolutional network learns MNIST by a surrogate gradient, 150 batches of 128, and is tested every 50. */
import {fit} from "../../lib/learn/fit.ts";
import {count} from "../../lib/learn/loss/count.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {fastSigmoid} from "../../lib/learn/surrogate/bells.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {evenly, fastAccuracy} from "./fast.ts";
import {handwritten, percent, reproduce} from "./reproduce.ts";

const STEPS = 50, BATCH = 128;
/** Its printed accuracies on the test set; it counts batches from 0, so each has seen one more. */
const PUBLISHED = [[0, 0.0982], [50, 0.9198], [100, 0.949], [150, 0.957]] as const;

/** `mem = 0.5 mem + current - (mem before > 1)`, as its Leaky steps. */
const leaky = () => lif({tau: 1 / Math.LN2, order: "decay, reset, input", reset: "subtract"});
const net = network([1, 28, 28], conv({channels: 12, field: 5}), bias(), maxPool(2, {by: "step"}), leaky(), conv({channels: 64, field: 5}), bias(), maxPool(2, {by: "step"}), leaky(), dense(10), bias(), leaky());

// Its loss is the mean over the steps of the cross entropy of each step's spikes; ours that of the mean spikes, whose gradient is nearly the same.
const LOSS = count({scale: 1 / STEPS});

await reproduce({source: "snnTorch tutorial 6: 12C5-MP2-64C5-MP2-FC10 on MNIST, 50 steps, batches of 128, Adam 1e-2, fast sigmoid of slope 25", seeds: "1 (--full: 1, 2, 3)"}, async ({full, threads, tell}) => {
  const images = handwritten(), found = new Map<number, number[]>(PUBLISHED.map(([done]) => [done, []]));
  for (const seed of full ? [1, 2, 3] : [1]) {
    const first = evenly(net, seed), enough = new AbortController();
    const tested = async (done: number, weights: Weights): Promise<void> => {
      found.get(done)!.push(await fastAccuracy(net, weights, images.test, {steps: STEPS}));
      tell(`seed ${seed}, iteration ${done}: ${percent(found.get(done)!.at(-1)!)} of the test images`);
    };
    await tested(0, first);
    await fit(net, first, images.train, {
      engine: "fast", threads, steps: STEPS, batch: BATCH, optimiser: adam({learningRate: 1e-2}), surrogate: fastSigmoid({slope: 25}), loss: LOSS, seed, signal: enough.signal,
      async onStep({step, weights, loss}) {
        const done = step + 1;
        if (done % 10 === 0) tell(`seed ${seed}, iteration ${done}: loss ${loss.toFixed(3)}`);
        if (found.has(done)) await tested(done, weights);
        if (done === PUBLISHED.at(-1)![0]) enough.abort();
      }
    });
  }
  return PUBLISHED.map(([done, theirs]) => {
    const all = found.get(done)!, mean = all.reduce((sum, each) => sum + each, 0) / all.length;
    return {
      setting: `iteration ${done}`, theirs: percent(theirs), ours: all.map(percent).join(", "),
      // An untrained network may be silent, which is one class for all.
      tolerance: done === 0 ? "chance: at most 25 %" : "mean at least theirs − 1.5 points", held: done === 0 ? mean <= 0.25 : mean >= theirs - 0.015
    };
  });
});
