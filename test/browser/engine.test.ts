import {createHash} from "node:crypto";
import {expect, it} from "vitest";
import {executable} from "./chromium.ts";
import {withLibrary} from "./library.ts";

/**
 * Trains a small network in steps of plain gradient descent and gives its weights: on this thread, or with so many workers. Text, so that Node and the
 * browser run the same; `lib` is the library.
 */
const training = `async (lib, threads) => {
  const {conv, dense, engine, initialise, lif, maxPool, network, uniform, generator} = lib;
  const net = network([1, 10, 10], conv({channels: 4, field: 3}), maxPool(2, {by: "step"}), lif({tau: 5, reset: "subtract"}), conv({channels: 8, field: 3}), lif({tau: 5}), dense(4), lif({tau: 8}));
  const plan = engine.plan(net, {steps: 8, train: {reset: "attached"}}), weights = initialise(net, {seed: 3, rateHz: 100});
  const inputs = {shape: [20, 1, 10, 10], data: Float32Array.from(uniform(generator(4), 2000))}, targets = Uint8Array.from({length: 20}, (_, k) => k % 4);
  const crew = threads > 0 ? engine.crew(plan, {threads}) : undefined, losses = [];
  for (let step = 0; step < 25; step++) {
    const {loss, gradients} = crew ? await crew.gradient(weights, inputs, targets) : engine.batchGradient(plan, weights, inputs, targets);
    losses.push(loss);
    weights.forEach(({data}, k) => data.forEach((_, i) => { data[i] -= 0.1 * gradients[k].data[i]; }));
  }
  await crew?.close();
  return {losses, weights: weights.flatMap(({data}) => [...data])};
}`;

interface Trained {
  readonly losses: number[];
  readonly weights: number[];
}

const hash = ({weights}: Trained): string => createHash("sha256").update(new Uint8Array(Float64Array.from(weights).buffer)).digest("hex");

it.skipIf(executable === undefined)("trains to the same bits in a browser, alone and with Web Workers, as in Node", async () => {
  const here = await (new Function(`return ${training}`)() as (lib: unknown, threads: number) => Promise<Trained>)(await import("../../lib/index.ts"), 0);
  expect(here.losses.at(-1)).toBeLessThan(here.losses[0]!);
  await withLibrary(async (tab, missing) => {
    for (const threads of [0, 2]) {
      const there = await tab.evaluate<Trained>(`(async () => (${training})(await import("/lib/index.ts"), ${threads}))()`);
      expect(there.losses).toEqual(here.losses);
      expect(hash(there)).toBe(hash(here));
    }
    expect(missing).toEqual([]);
  });
}, 120_000);
