/** @file A training in a cell: an interrupt ends it, and the weights it reached are there for the next cell. */
import {afterAll, expect, it} from "vitest";
import {harness, says} from "./harness.ts";

const child = harness();
afterAll(() => child.close());

const training = `
const {conv, dense, digits, fit, initialise, integrator, lif, network} = await __spikebook.import("spikebook");
const net = network([1, 28, 28], conv({channels: 4, field: 5, stride: 2}), lif(), dense(10), integrator());
globalThis.start = initialise(net, {seed: 1, rateHz: 100});
await __spikebook.gate(fit(net, start, digits.train, {
  steps: 10, epochs: 1000, batch: 8,
  onStep: (now) => { globalThis.last = now; if (now.step === 2) console.log("on"); }
}));`;

it("stops at an interrupt, keeps the weights reached, and does not go on behind the cell", async () => {
  const going = child.cell(training);
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
