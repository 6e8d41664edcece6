/** @file Zenke and Vogels: the height of a surrogate's bell matters to a recurrent network, its shape hardly does. */
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import {FitError} from "../../lib/learn/fit-error.ts";
import {membrane} from "../../lib/learn/loss/membrane.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {fastSigmoid, gaussian, sigmoid} from "../../lib/learn/surrogate/bells.ts";
import {triangle} from "../../lib/learn/surrogate/corners.ts";
import {recurrent} from "../../lib/model/containers.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {integrator} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Surrogate} from "../../lib/model/surrogate.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {manifolds} from "./manifolds.ts";
import {percent, reproduce} from "./reproduce.ts";

const HIDDEN = 48, CLASSES = 10, HEIGHTS = [0.01, 0.1, 1, 10];
/** All bells fall to half of their height at this distance from threshold. */
const HALF = 0.2;
const SHAPES: readonly (readonly [string, Surrogate])[] = [
  ["fast sigmoid", fastSigmoid({slope: (Math.SQRT2 - 1) / HALF})], ["sigmoid", sigmoid({slope: Math.log(3 + 2 * Math.SQRT2) / HALF})],
  ["triangle", triangle({width: 2 * HALF})], ["normal", gaussian({deviation: HALF / Math.sqrt(2 * Math.LN2)})]
];
const net = network([20], dense(HIDDEN), recurrent({population: lif({tau: 10}), through: [dense(HIDDEN)], delay: 1}), dense(CLASSES), integrator({tau: 10}));

await reproduce({source: "Zenke and Vogels 2021: random manifolds in spike times, 10 classes, one recurrent layer", seeds: "1, 2 (--full: 1, 2, 3)"}, async ({full, tell}) => {
  const seeds = full ? [1, 2, 3] : [1, 2], found: number[][] = [];
  for (const height of HEIGHTS) {
    const row: number[] = [];
    for (const [name, shape] of SHAPES) {
      const all: number[] = [];
      for (const seed of seeds) all.push(await learned(scaled(shape, height), seed, full));
      row.push(all.reduce((sum, each) => sum + each, 0) / all.length);
      tell(`height ${height}, ${name}: ${all.map(percent).join(", ")}`);
    }
    found.push(row);
  }
  const means = found.map((row) => row.reduce((sum, each) => sum + each, 0) / row.length), top = means.indexOf(Math.max(...means)), high = HEIGHTS.length - 1;
  const byShape = Math.max(...found[top]!) - Math.min(...found[top]!), byHeight = means[top]! - means[high]!;
  return [
    {
      setting: `shape (${SHAPES.map(([name]) => name).join(", ")}) at the best height, ${HEIGHTS[top]}`, theirs: "hardly matters", ours: found[top]!.map(percent).join(", "),
      tolerance: "shapes differ by less than a third of what heights do", held: byShape < byHeight / 3
    },
    {
      setting: `height (${HEIGHTS.join(", ")}): mean over the shapes, and the worst of them`, theirs: "matters: too high, and learning fails", ours: means.map((mean, h) => `${percent(mean)} (${percent(Math.min(...found[h]!))})`).join(", "),
      tolerance: `at height ${HEIGHTS[high]} every shape loses at least 20 points`, held: SHAPES.every((_, k) => found[top]![k]! - found[high]![k]! >= 0.2)
    }
  ];
});

/** The same bell with another height. */
function scaled(shape: Surrogate, height: number): Surrogate {
  const top = shape.derivative(0);
  return {...shape, settings: {...shape.settings, height}, derivative: (u) => (height * shape.derivative(u)) / top};
}

/** The accuracy on new points of the manifolds after training; that of the last good weights where training breaks. */
async function learned(surrogate: Surrogate, seed: number, full: boolean): Promise<number> {
  const task = {classes: CLASSES, units: 20, steps: 60, within: 40, seed}, data = manifolds({...task, samples: full ? 200 : 60, part: "train"}), validate = manifolds({...task, samples: 50, part: "test"});
  try {
    const {history} = await fit(net, first(seed), data, {epochs: full ? 20 : 12, batch: 32, optimiser: adam({learningRate: 3e-3}), loss: membrane(), surrogate, seed, validate});
    return history.at(-1)!.validation!;
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    return accuracy(net, error.weights, validate, {loss: membrane()});
  }
}

/** Feedback (stage 2) begins weak, so that the network is neither silent nor in uproar before it learns. */
function first(seed: number): Weights {
  return initialise(net, {seed, rateHz: 1000 / 60}).map(({shape, data}, stage) => ({shape, data: stage === 2 ? data.map((w) => 0.3 * w) : data}));
}
