import {describe, expect, it} from "vitest";
import {contrasts} from "../../../lib/coding/contrasts.ts";
import {rate} from "../../../lib/coding/rate.ts";
import {gabor} from "../../../lib/learn/features/gabor.ts";
import {orientationTuning, phaseModulation, responses} from "../../../lib/learn/features/tuning.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import {network} from "../../../lib/model/network.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {maxPool} from "../../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../../lib/model/weights.ts";
import {linspace} from "../../../lib/tensor/linspace.ts";
import {grating} from "../../../lib/worlds/stimuli.ts";

const cycle = Array.from({length: 16}, (_, k) => (2 * Math.PI * k) / 16);

describe("phaseModulation", () => {
  it("is π/2 for a half-rectified wave and 0 where the phase does not matter", () => {
    const fine = Float64Array.from(linspace(0, 2 * Math.PI, 4096).slice(0, -1));
    expect(phaseModulation(fine, fine.map((p) => Math.max(0, Math.cos(p - 1))))).toBeCloseTo(Math.PI / 2, 2);
    expect(phaseModulation(cycle, cycle.map(() => 3))).toBeCloseTo(0, 12);
    expect(phaseModulation(cycle, cycle.map((p) => 1 + 0.4 * Math.cos(p)))).toBeCloseTo(0.4, 12);
  });
});

describe("orientationTuning", () => {
  it("finds the preferred direction and its selectivity", () => {
    const angles = Array.from({length: 18}, (_, k) => 10 * k), squared = angles.map((a) => Math.cos(((a - 130) * Math.PI) / 180) ** 2);
    expect(orientationTuning(angles, squared).angle).toBeCloseTo(130, 9);
    expect(orientationTuning(angles, squared).selectivity).toBeCloseTo(0.5, 12);
    expect(orientationTuning([0, 45, 90, 135], [0, 1, 0, 0])).toEqual({angle: expect.closeTo(45, 12) as number, selectivity: expect.closeTo(1, 12) as number});
    expect(() => orientationTuning([0], [1, 2])).toThrow("orientationTuning: one answer for each of 1 stimuli is needed, got 2");
  });
});

describe("simple and complex cells", () => {
  const size = 24, wavelength = 8, angle = 60, places = 18 * 18;
  const filter = gabor({angle, wavelength, phase: Math.PI / 2, centre: [0, 0], across: 1.8, along: 2.2, amplitude: 0.2, offset: 0}, [7, 7]).data;
  const both = [...filter, ...filter.map((w) => -w)], code = rate({process: "regular", duration: 100});
  const simple = network([2, size, size], conv({channels: 1, field: 7}), lif({tau: 10})), complex = network([2, size, size], conv({channels: 1, field: 7}), lif({tau: 10}), maxPool(6));
  const seen = (options: Parameters<typeof grating>[0]) => code.encode(contrasts(grating({size, wavelength, ...options})), {dt: 1});

  it("both prefer the filter's direction", () => {
    const angles = Array.from({length: 12}, (_, k) => 15 * k), answers = responses(simple, weightsFrom(simple, [both]), angles.map((a) => seen({angle: a, phase: 0})), {node: 1});
    const {angle: preferred, selectivity} = orientationTuning(angles, answers.map((units) => units.reduce((a, b) => a + b, 0) / places));
    expect(Math.abs(preferred - angle)).toBeLessThan(5);
    expect(selectivity).toBeGreaterThan(0.3);
  });
  it("differ in phase: pooling over places makes it matter less", () => {
    const gratings = cycle.map((phase) => seen({angle, phase}));
    const modulation = (net: typeof simple, node: number, unit: number): number => phaseModulation(cycle, responses(net, weightsFrom(net, [both]), gratings, {node}).map((units) => units[unit]!));
    expect(modulation(simple, 1, 9 * 18 + 9)).toBeGreaterThan(1);
    expect(modulation(complex, 2, 4)).toBeLessThan(0.3);
  });
  it("are asked for by nodes that exist", () => expect(() => responses(simple, weightsFrom(simple, [both]), [], {node: 5})).toThrow("responses: node must be one of 0, 1, got 5"));
});
