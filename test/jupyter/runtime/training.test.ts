/** @file A training in a cell: an interrupt ends it and its workers, and the weights it reached are there for the next cell. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {harness, says} from "./harness.ts";

const child = harness();
afterAll(() => child.close());

const training = (options: string): string => `
const {conv, dense, digits, fit, initialise, integrator, lif, network} = await __spikebook.import("spikebook");
const net = network([1, 28, 28], conv({channels: 4, field: 5, stride: 2}), lif(), dense(10), integrator());
globalThis.start = initialise(net, {seed: 1, rateHz: 100});
await __spikebook.gate(fit(net, start, digits.train, {
  steps: 10, epochs: 1000, ${options},
  onStep: (now) => { globalThis.last = now; if (now.step === 2) console.log("on"); }
}));`;
/** How many threads the process has beside the first. */
const threads = "(process.report.getReport().workers ?? []).length";

describe.each([
  ["of the reference", "batch: 8"], ["on the fast engine", 'batch: 8, engine: "fast"'], ["on the fast engine, in long steps", 'batch: 2000, engine: "fast"']
])("a training %s", (_name, options) => {
  beforeAll(async () => {
    await child.cell("globalThis.last = undefined");
  });
  it("stops at an interrupt, keeps the weights reached, and does not go on behind the cell", async () => {
    const going = child.cell(training(options));
    await child.until(says("stdout", "on"));
    const began = performance.now();
    await child.interrupt();
    expect(await going).toMatchObject({status: "error", interrupted: true, failure: {name: "Interrupted"}});
    // 1 s on an idle machine.
    expect(performance.now() - began).toBeLessThan(10_000);
    await child.cell("[last.step >= 2, last.weights.some(({data}, k) => data.some((w, i) => w !== start[k].data[i])), last.weights.every(({data}) => data.every(Number.isFinite))].join()");
    expect(child.result()).toBe("'true,true,true'");
    await child.cell("globalThis.seen = last.step");
    await child.cell("await new Promise((go) => setTimeout(go, 300)); last.step === seen");
    expect(child.result()).toBe("true");
  }, 120_000);
  it("leaves no worker behind, and another can begin", async () => {
    await expect.poll(async () => {
      await child.cell(threads);
      return child.result();
    }, {timeout: 30_000}).toBe("0");
    const going = child.cell(training(options));
    await child.until(says("stdout", "on"));
    await child.interrupt();
    expect(await going).toMatchObject({interrupted: true});
  }, 120_000);
});

it("ends the workers of the cell that is interrupted, not those of another", async () => {
  const start = 'new (require("node:worker_threads").Worker)("setInterval(() => {}, 1000)", {eval: true})';
  await child.cell(`globalThis.kept = ${start}; await new Promise((go) => kept.once("online", go))`);
  const going = child.cell(`globalThis.gone = ${start}; await __spikebook.gate(new Promise((go) => gone.once("online", go))); console.log("on"); await __spikebook.gate(new Promise(() => {}))`);
  await child.until(says("stdout", "on"));
  await child.interrupt();
  expect(await going).toMatchObject({interrupted: true});
  await expect.poll(async () => {
    await child.cell("[gone.threadId, kept.threadId > 0].join()");
    return child.result();
  }, {timeout: 30_000}).toBe("'-1,true'");
  await child.cell("await kept.terminate()");
});
