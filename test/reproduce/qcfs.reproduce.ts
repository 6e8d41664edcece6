/** @file Clip-floor-shift training against plain conversion in few steps: T = 2, 4, 8, 16. */
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine} from "../../lib/learn/optimiser/schedule.ts";
import type {Network} from "../../lib/model/network.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {toQuantised} from "../../lib/rewrite/to-quantised.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import type {ToSpikingOptions} from "../../lib/rewrite/to-spiking.ts";
import {digitNet, trainedDigitNet} from "./digit-net.ts";
import {fastAccuracy} from "./fast.ts";
import {handwritten, percent, points, reproduce} from "./reproduce.ts";
import type {Outcome} from "./reproduce.ts";

const SEED = 1, LEVELS = 4;
/** VGG-16 on CIFAR-10: the network of staircases 95.52 %, and what remains in so many steps. */
const ANN = 0.9552, PUBLISHED = [[2, 0.9118], [4, 0.9396], [8, 0.9495], [16, 0.954]] as const;

await reproduce({source: "QCFS, Bu et al. 2022 (theirs: VGG-16 on CIFAR-10; ours: 32C3-AP2 three times and FC10 on MNIST)", seeds: String(SEED)}, async ({full, tell}) => {
  const {train, test} = handwritten(), tests = full ? test : test.sample(4000, {seed: SEED}), calibrateOn = train.sample(500, {seed: SEED});
  const ann = digitNet(), trained = await trainedDigitNet(ann, train, {epochs: full ? 10 : 1, seed: SEED, tell});
  const lessons = full ? train : train.sample(8000, {seed: SEED}), stairs = toQuantised(ann, trained, {calibrateOn, levels: LEVELS});
  const {weights} = await fit(stairs, trained, lessons, {
    epochs: full ? 3 : 1, optimiser: adam({learningRate: 1e-3}), schedule: cosine(), seed: SEED,
    onStep: ({step, total, loss}) => { if (step % 50 === 0) tell(`staircases, batch ${step} of ${total}: loss ${loss.toFixed(3)}`); }
  });
  const own = accuracy(stairs, weights, tests), relus = await fastAccuracy(ann, trained, tests, {steps: 1}), outcomes: Outcome[] = [];
  const after = async (net: Network, w: Weights, steps: number, options: Omit<ToSpikingOptions, "calibrateOn">): Promise<number> => {
    const snn = toSpiking(net, w, {calibrateOn, steps, ...options});
    return fastAccuracy(snn.net, snn.weights, tests, {steps});
  };
  tell(`staircases ${percent(own)}, rectifiers ${percent(relus)} of ${tests.count} test images`);
  for (const [steps, theirs] of PUBLISHED) {
    const qcfs = await after(stairs, weights, steps, {}), other = await after(ann, trained, steps, {percentile: "max", start: "zero"});
    tell(`T = ${steps}: clip-floor-shift ${percent(qcfs)}, plain ${percent(other)}`);
    outcomes.push({
      setting: `T = ${steps}`, theirs: `${percent(theirs)} (${points(theirs - ANN)})`,
      ours: `${percent(qcfs)} (${points(qcfs - own)}); plain conversion ${percent(other)} (${points(other - relus)})`,
      tolerance: "loses at most what theirs loses, and less than the plain conversion", held: own - qcfs <= ANN - theirs && own - qcfs < relus - other
    });
  }
  return [{setting: `L = ${LEVELS}, the artificial network of staircases, on ${tests.count} test images`, theirs: percent(ANN), ours: `${percent(own)}; with rectifiers ${percent(relus)}`, tolerance: "staircases lose at most 1 point", held: relus - own <= 0.01}, ...outcomes];
});
