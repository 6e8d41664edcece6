/** @file A convolution learned by STDP without labels, and a linear read-out of its first spikes. */
import {fit} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine} from "../../lib/learn/optimiser/schedule.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {fastAccuracy} from "./fast.ts";
import {firstSpikes, learnFilters, scrambled} from "./features.ts";
import {handwritten, percent, reproduce} from "./reproduce.ts";

const SEED = 1, LAYER = {maps: 32, field: 5, threshold: 10}, BATCH = 64, EPOCHS = 15;
const PUBLISHED = 0.984, WANTED = 0.97;

await reproduce({source: "Kheradpisheh et al. 2018 (theirs: two layers learned by STDP, a support vector machine; ours: one layer, a linear read-out)", seeds: String(SEED)}, async ({full, threads, tell}) => {
  const {train, test} = handwritten(), images = full ? train : train.sample(20_000, {seed: SEED}), shown = train.sample(full ? 4000 : 1600, {seed: SEED + 1});
  const weights = learnFilters(shown, {...LAYER, seed: SEED, tell});
  const readOut = async (filters: Weights): Promise<number> => {
    const [lessons, tests] = [await firstSpikes(filters, images, {...LAYER, region: 4, threads}), await firstSpikes(filters, test, {...LAYER, region: 4, threads})];
    tell(`${images.count + test.count} images read`);
    return linear(lessons, tests, tell);
  };
  const ours = await readOut(weights), formless = await readOut(scrambled(weights, {...LAYER, seed: SEED}));
  return [{
    setting: `MNIST; on and off contrasts, latencies, ${LAYER.maps} maps of ${LAYER.field} × ${LAYER.field} learned on ${shown.count} images, read out on ${images.count}, 10,000 test images`,
    theirs: percent(PUBLISHED), ours: percent(ours), tolerance: `at least ${percent(WANTED)}`, held: ours >= WANTED
  }, {
    setting: "control: the weights of each map scrambled", theirs: "", ours: percent(formless), tolerance: "worse than as they were learned", held: formless < ours
  }];
});

/** What a linear read-out learns from the lessons is worth on the tests. */
async function linear(lessons: LabelledImages, tests: LabelledImages, tell: (line: string) => void): Promise<number> {
  const net = network(lessons.shape, dense(10), bias()), {weights} = await fit(net, initialise(net, {seed: SEED}), lessons, {
    engine: "fast", epochs: EPOCHS, batch: BATCH, optimiser: adam({learningRate: 2e-3}), schedule: cosine(), seed: SEED,
    onStep: ({step, loss}) => { if (step % 500 === 0) tell(`read-out, batch ${step}: loss ${loss.toFixed(3)}`); }
  });
  const right = await fastAccuracy(net, weights, tests, {steps: 1});
  tell(`read-out: ${percent(await fastAccuracy(net, weights, lessons, {steps: 1}))} of its lessons, ${percent(right)} of the test images`);
  return right;
}
