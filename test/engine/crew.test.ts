import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {crew} from "../../lib/engine/crew.ts";
import {batchGradient} from "../../lib/engine/gradient.ts";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {copyWeights} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {exactNets, samples, sixteenths, stills} from "./exact.ts";

const net = exactNets["max pool of currents"]!(), ready = plan(net, {steps: 6, train: {}}), batch = stills(net, {count: 13}), targets = Uint8Array.from({length: 13}, (_, k) => k % 10);

/** SHA-256 of the weights after some steps of training. */
async function trainedBy(threads: number, steps: number): Promise<string> {
  const workers = crew(ready, {threads}), weights = sixteenths(net), optimiser = adam({learningRate: 0.01}), state = optimiser.start(weights);
  try {
    for (let k = 0; k < steps; k++) optimiser.step(state, weights, (await workers.gradient(weights, batch, targets)).gradients, 1);
  } finally {
    await workers.close();
  }
  return hash(weights);
}

function hash(weights: Weights): string {
  const sha = createHash("sha256");
  for (const {data} of weights) sha.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return sha.digest("hex");
}

describe("determinism", () => {
  it("gives the same bits with no, one, two and three workers", async () => {
    const alone = sixteenths(net), optimiser = adam({learningRate: 0.01}), state = optimiser.start(alone);
    for (let k = 0; k < 20; k++) optimiser.step(state, alone, batchGradient(ready, alone, batch, targets).gradients, 1);
    expect(hash(alone)).not.toBe(hash(sixteenths(net)));
    for (const threads of [1, 2, 3]) expect(await trainedBy(threads, 20)).toBe(hash(alone));
  });
  it("gives the outputs and counts of a run on this thread", async () => {
    const spiking = exactNets["or pool"]!(), input = samples(spiking, {count: 9, steps: 7}), weights = sixteenths(spiking), forward = plan(spiking, {steps: 7, input: "spikes"});
    const workers = crew(forward, {threads: 2}), there = await workers.run(weights, input), here = run(forward, weights, input);
    await workers.close();
    expect(there.outputs).toEqual(here.outputs.data);
    expect(there.counts).toEqual(here.counts);
  });
});

describe("a crew", () => {
  it("takes calls one after the other, also when they are made at once", async () => {
    const workers = crew(ready), weights = sixteenths(net), other = copyWeights(weights);
    for (const {data} of other) for (let k = 0; k < data.length; k++) data[k]! *= 0.5;
    const [first, second, third] = await Promise.all([weights, other, weights].map((w) => workers.gradient(w, batch, targets)));
    await workers.close();
    expect(third!.loss).toBe(first!.loss);
    expect(second!.loss).not.toBe(first!.loss);
    expect(second!.loss).toBe(batchGradient(ready, other, batch, targets).loss);
  });
  it("is cancelled within a second in the middle of a call, and works again", async () => {
    const long = plan(net, {steps: 4000, train: {}}), workers = crew(long), weights = sixteenths(net), many = stills(net, {count: 400}), classes = new Uint8Array(400);
    const control = new AbortController(), call = workers.gradient(weights, many, classes, {signal: control.signal});
    setTimeout(() => control.abort(new Error("enough")), 300);
    await expect(call).rejects.toThrow("enough");
    const few = stills(net, {count: 1});
    expect((await workers.gradient(weights, few, [0])).loss).toBe(batchGradient(long, weights, few, [0]).loss);
    await workers.close();
  });
  it("refuses a call whose signal was given before", async () => {
    const workers = crew(ready);
    await expect(workers.gradient(sixteenths(net), batch, targets, {signal: AbortSignal.abort(new Error("no"))})).rejects.toThrow("no");
    await workers.close();
  });
  it("may be closed twice, and then refuses", async () => {
    const workers = crew(ready, {threads: 2});
    await workers.gradient(sixteenths(net), batch, targets);
    await workers.close();
    await workers.close();
    await expect(workers.gradient(sixteenths(net), batch, targets)).rejects.toThrow("crew.gradient: the crew is closed; make another");
  });
  it.each(["closed", "forgotten"])("keeps no process alive, %s", (ending) => {
    const {status, stdout} = spawnSync(process.execPath, ["--conditions=spikebook-source", join(import.meta.dirname, "program.ts"), ending], {encoding: "utf8", timeout: 60_000});
    expect([status, stdout]).toEqual([0, `${ending} after 2 calls\n`]);
  }, 90_000);
  it("refuses what does not fit before it asks a worker", async () => {
    const workers = crew(ready), weights = sixteenths(net);
    await expect(workers.gradient(weights, batch, [0])).rejects.toThrow("crew.gradient: there must be one target for each of 13 samples, got 1");
    await expect(workers.gradient(weights, batch, new Array<number>(13).fill(10))).rejects.toThrow("crew.gradient: targets must be classes from 0 to 9, got 10 for sample 0");
    const broken = copyWeights(weights);
    broken[0]!.data[3] = NaN;
    await expect(workers.gradient(broken, batch, targets)).rejects.toThrow("crew.gradient: weights of stage 0 (conv) must be finite, got NaN at 3");
    await workers.close();
    expect(() => crew(ready, {threads: 0})).toThrow("crew: threads must be a whole number of at least 1, got 0");
    expect(() => batchGradient(plan(net, {steps: 6}), weights, batch, targets)).toThrow("batchGradient: the plan was not made to learn");
  });
});
