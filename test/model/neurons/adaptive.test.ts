import {describe, expect, it} from "vitest";
import {network} from "../../../lib/model/network.ts";
import {adaptive, sinkingCrossing} from "../../../lib/model/neurons/adaptive.ts";
import {leaky, relaxed} from "../../../lib/model/neurons/leaky.ts";
import {zeroWeights} from "../../../lib/model/weights.ts";
import {simulateEvents} from "../../../lib/simulate/simulate-events.ts";
import {eventList} from "../../../lib/spikes/events.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator} from "../../../lib/tensor/generator.ts";

describe("adaptive", () => {
  it("settles at the rate of the closed form: RI(1 - e^(-(P - tref)/τ)) = 10 + a e^(-P/τθ), a = 1/(1 - e^(-P/τθ))", () => {
    const net = network([1], adaptive({tau: 20, current: 30, threshold: 10, refractory: 2, tauThreshold: 1000, increment: 1}));
    const silent = eventList({times: [], units: [], field: [1], duration: 20_000});
    const {times} = simulateEvents(net, zeroWeights(net), silent).spikes[0]!;
    const period = times.at(-1)! - times.at(-2)!;
    expect(1000 / period).toBeCloseTo(18.3287, 4);
    const a = 1 / (1 - Math.exp(-period / 1000));
    expect(30 * (1 - Math.exp(-(period - 2) / 20))).toBeCloseTo(10 + a * Math.exp(-period / 1000), 6);
  });
  it("meets its sinking threshold where a fine scan sees it, and nowhere else", () => {
    const draws = uniform(generator(8), 4000);
    let met = 0;
    for (let k = 0; k < 1000; k++) {
      const [a, b, c, d] = draws.slice(4 * k, 4 * k + 4) as unknown as [number, number, number, number];
      const cell = leaky("test", {tau: 2 + 80 * a, threshold: 1, current: d < 0.3 ? 2 * d + 0.7 : 0}), sink = 1 / (1 + 40 * b), raised = 2 * c, v = (1 + raised) * (1.2 * d - 0.2);
      const gap = (t: number): number => relaxed(cell, v, t) - 1 - raised * Math.exp(-sink * t), found = sinkingCrossing(cell, sink, v, raised);
      let seen = 0;
      while (seen < 400 && gap(seen) < 0) seen += 0.1;
      if (found < Infinity) {
        met++;
        expect(found).toBeLessThanOrEqual(seen >= 400 ? Infinity : seen + 1e-9);
        expect(Math.abs(gap(found))).toBeLessThan(found === 0 ? 1 : 1e-12);
      } else expect(seen).toBeGreaterThanOrEqual(400);
    }
    expect(met).toBeGreaterThan(100);
  });
  it("refuses constants that do not fit", () => {
    expect(() => adaptive({tauThreshold: 0})).toThrow("adaptive: tauThreshold must be positive (ms), got 0");
    expect(() => adaptive({increment: -1})).toThrow("adaptive: increment must be at least 0, got -1");
  });
});
