/** @file Truncated learning on the fast engine cuts time where the reference cuts it, also where steps run again. */
import {describe, expect, it} from "vitest";
import {batchGradient} from "../../lib/engine/gradient.ts";
import {plan} from "../../lib/engine/plan.ts";
import {gradient} from "../../lib/learn/gradient.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import type {Network} from "../../lib/model/network.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {samples} from "../engine/exact.ts";
import {realNets} from "../engine/real.ts";
import {randomWeights} from "./nets.ts";

const STEPS = 10, form = surrogate.fastSigmoid({slope: 4});

/** Distance of the two gradients, over the largest entry of the reference's; and how far that one is from the gradient of whole time. */
function apart(net: Network, window: number, reset: "attached" | "detached", every = STEPS): {engine: number; whole: number} {
  const weights = randomWeights(net, 5, 1.4), batch = samples(net, {count: 1, steps: STEPS}), target = sizeOf(net.output) - 1;
  const ready = plan(net, {steps: STEPS, input: "spikes", train: {surrogate: form, reset, window, loss: {name: "count", numbers: [0.125]}}});
  const fast = batchGradient({...ready, training: {...ready.training!, every}}, weights, batch, [target]).gradients;
  const slow = (cut: number) => gradient(net, weights, {shape: [STEPS, ...net.shape], dt: 1, data: batch.data}, {target, loss: loss.count({scale: 0.125}), surrogate: form, reset, window: cut}).gradients;
  const wanted = slow(window), whole = slow(0);
  const far = (a: typeof fast, b: typeof fast): number => Math.max(...a.map(({data}, k) => {
    const most = b[k]!.data.reduce((all, g) => Math.max(all, Math.abs(g)), 0);
    return data.reduce((worst, g, i) => Math.max(worst, Math.abs(g - b[k]!.data[i]!) / (most || 1)), 0);
  }));
  return {engine: far(fast, wanted), whole: far(wanted, whole)};
}

describe.each(Object.entries(realNets))("%s", (_name, make) => {
  it.each([1, 3, 4])("is cut every %d steps", (window) => {
    const net = make();
    for (const reset of ["attached", "detached"] as const) {
      const {engine, whole} = apart(net, window, reset);
      expect(engine).toBeLessThan(1e-5);
      expect(whole).toBeGreaterThan(1e-3);
      expect(apart(net, window, reset, 4).engine).toBeLessThan(1e-5);
    }
  });
});

it("is not cut by a window as long as the run", () => expect(apart(realNets["adaptive units"]!(), STEPS, "attached")).toMatchObject({whole: 0}));

it("refuses a window that is no number of steps", () => {
  expect(() => plan(realNets["adaptive units"]!(), {steps: 3, train: {window: 1.5}})).toThrow("plan: window must be a whole number of steps, got 1.5");
});
