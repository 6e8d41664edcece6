import {describe, expect, it} from "vitest";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {gain} from "../../lib/model/projections/per-channel.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import {accuracyOverTime} from "../../lib/rewrite/accuracy-over-time.ts";
import {doctor} from "../../lib/rewrite/doctor.ts";
import type {Diagnosis} from "../../lib/rewrite/doctor.ts";
import {largest, leaving, pass} from "../../lib/rewrite/images.ts";
import {PARTS} from "../../lib/rewrite/split.ts";
import {toQuantised} from "../../lib/rewrite/to-quantised.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import type {ToSpikingOptions} from "../../lib/rewrite/to-spiking.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import {deepNet, randomAnn, randomImages} from "./nets.ts";

const net = deepNet(), weights = randomAnn(net), images = randomImages(net, 20);
const examine = (steps: number, options: Omit<ToSpikingOptions, "calibrateOn"> = {}): Diagnosis => doctor(net, weights, toSpiking(net, weights, {calibrateOn: images, ...options}), images, {steps});
const findings = ({flags}: Diagnosis): string[] => flags.map(({finding}) => finding);

describe("the doctor's split", () => {
  it.each([{}, {percentile: 95}, {start: "zero"}, {reset: "zero"}, {burst: true, percentile: 80}] as const)("sums to the measured error exactly, in mean and in mean square (%o)", (options) => {
    const snn = toSpiking(net, weights, {calibrateOn: images, ...options}), {layers} = doctor(net, weights, snn, images, {steps: 12});
    for (const {split, stage, clip} of layers) {
      let mean = 0, square = 0, count = 0;
      for (const image of images) {
        // By another way: the run's totals against the pass.
        const totals = simulate(snn.net, snn.weights, snn.encode(image, {steps: 12}), {record: {spikes: []}}).totals[stage]!, values = pass(net, weights, image).outputs[stage]!;
        totals.forEach((n, i) => { const error = (clip * n) / 12 - values[i]!; mean += error; square += error ** 2; count++; });
      }
      expect(PARTS.reduce((sum, part) => sum + split[part].mean, 0)).toBeCloseTo(mean / count, 12);
      expect(PARTS.reduce((sum, part) => sum + split[part].share, 0)).toBeCloseTo(square / count, 12);
      expect(split.total.mean).toBeCloseTo(mean / count, 12);
      expect(split.total.square).toBeCloseTo(square / count, 12);
    }
  });
  it("finds nothing inherited and nothing uneven in the first layer, and both behind it", () => {
    const [first, second, third] = examine(12, {percentile: 99}).layers.map(({split}) => split);
    expect(first!.inherited.square + first!.unevenness.square).toBeLessThan(1e-20);
    for (const split of [second!, third!]) {
      expect(split.inherited.square).toBeGreaterThan(1e-6);
      expect(split.unevenness.square).toBeGreaterThan(1e-6);
    }
  });
});

describe("the doctor's theory", () => {
  const [first] = examine(10, {percentile: 93}).layers;
  it("knows what the clip cuts off: in the first layer to the last digit", () => {
    expect(first!.split.clipping.square).toBeGreaterThan(1e-4);
    expect(first!.predicted.clipping.mean).toBeCloseTo(first!.split.clipping.mean, 12);
    expect(first!.predicted.clipping.square).toBeCloseTo(first!.split.clipping.square, 12);
  });
  it.each([["half", 8], ["half", 16], ["zero", 8], ["zero", 16]] as const)("knows what steps round, from a start at %s in %i steps", (start, steps) => {
    for (const {split, predicted} of examine(steps, {start, percentile: 98}).layers.slice(0, 2)) {
      expect(predicted.quantisation.square / split.quantisation.square).toBeGreaterThan(0.9);
      expect(predicted.quantisation.square / split.quantisation.square).toBeLessThan(1.1);
    }
  });
  it("knows what a reset to zero loses for ever", () => {
    const [hard] = examine(400, {reset: "zero", percentile: "max"}).layers;
    expect(hard!.predicted.quantisation.mean).toBeLessThan(0);
    expect(hard!.predicted.quantisation.mean / hard!.split.quantisation.mean).toBeCloseTo(1, 1);
    expect(hard!.predicted.quantisation.square / hard!.split.quantisation.square).toBeCloseTo(1, 1);
    expect(hard!.predicted.unevenness).toBeUndefined();
  });
  it("knows the size of unevenness: within a factor of two behind neurons that start together", () => {
    const {predicted, split} = examine(16).layers[1]!, ratio = Math.sqrt(predicted.unevenness!.square / split.unevenness.square);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

describe("the doctor's flags", () => {
  it("name a hard reset and a zero start, and neither where there is none", () => {
    expect(findings(examine(8, {reset: "zero"}))).toContain("hard reset");
    expect(findings(examine(8, {start: "zero"}))).toContain("zero start");
    expect(findings(examine(8, {percentile: "best", steps: 8})).filter((each) => each !== "uneven")).toEqual([]);
  });
  it("name a wrong percentile on both sides, with the right one and what it gains", () => {
    const low = examine(32, {percentile: 85}).flags.filter(({finding}) => finding === "wrong percentile"), high = examine(2, {percentile: "max"}).flags.filter(({finding}) => finding === "wrong percentile");
    expect(low[0]!.sentence).toMatch(/relu \(node 2\): the clip .* is too low, and cuts too much off; in 32 steps the squared error of .* is .* times less: convert with percentile "best", steps 32\.$/);
    expect(high[0]!.sentence).toContain("is too high, and its steps too coarse");
  });
  it("blame no percentile for a ceiling that was trained in", () => {
    const stairs = toQuantised(net, weights, {calibrateOn: images, levels: 2, percentile: 80}), found = doctor(stairs, weights, toSpiking(stairs, weights, {calibrateOn: images}), images, {steps: 16});
    expect(findings(found)).not.toContain("wrong percentile");
    expect(findings(found)).toContain("saturated");
  });
  it("name layers that fall silent and layers that saturate", () => {
    expect(findings(examine(2, {percentile: "max", start: "zero"}))).toContain("silent");
    expect(findings(examine(16, {percentile: 80}))).toContain("saturated");
    expect(findings(examine(16, {percentile: 80, burst: true}))).not.toContain("saturated");
  });
  it("name max-pools and unfolded norms", () => {
    const odd = network([1, 8, 8], conv({channels: 2, field: 3}), gain(), bias(), relu(), maxPool(2), dense(3)), w = randomAnn(odd), shown = randomImages(odd, 5);
    const found = doctor(odd, w, toSpiking(odd, w, {calibrateOn: shown, selection: "gate"}), shown, {steps: 16}).flags;
    expect(found.filter(({finding}) => finding === "max-pool" || finding === "unfolded norm").map(({path}) => path)).toEqual(["4", "1"]);
  });
});

describe("the doctor's accuracy", () => {
  it("follows the answers step by step, against the artificial network and the labels", () => {
    const easy: Network = network([4], dense(6), bias(), relu(), dense(3)), w = randomAnn(easy, 4);
    const pixels = Uint8Array.from({length: 4 * 30}, (_, k) => (k * 7919) % 256), labels = Uint8Array.from({length: 30}, (_, k) => k % 3), set = labelledImages([4], pixels, labels);
    const snn = toSpiking(easy, w, {calibrateOn: set}), {accuracy} = doctor(easy, w, snn, set, {steps: 9});
    for (const steps of [1, 4, 9]) {
      const answers = Array.from({length: 30}, (_, k) => largest(simulate(snn.net, snn.weights, snn.encode(set.image(k), {steps})).output));
      const exact = Array.from({length: 30}, (_, k) => largest(leaving(easy, pass(easy, w, set.image(k)))));
      const share = (right: (k: number) => boolean): number => (100 * answers.filter((_, k) => right(k)).length) / 30;
      const row = accuracy.objects()[steps - 1] as Record<string, number>;
      expect(accuracyOverTime(snn, set, {steps: 9})[steps - 1]! * 100).toBeCloseTo(row["accuracy"]!, 9);
      expect(row).toEqual({steps, agreement: share((k) => answers[k] === exact[k]), accuracy: share((k) => answers[k] === labels[k]), artificial: share((k) => exact[k] === labels[k])});
    }
  });
  it("takes a layer that never answers as it is: nothing to convert, nothing lost, nothing to mend", () => {
    const dead: Network = network([2], dense(3), bias(), relu(), dense(2), bias()), w = weightsFrom(dead, [[1, 1, 1, 1, 1, 1], [-9, -9, -9], [1, 1, 1, 1, 1, 1], [0.25, 0.5]]);
    const shown = randomImages(dead, 4), snn = toSpiking(dead, w, {calibrateOn: shown}), {layers, flags, accuracy} = doctor(dead, w, snn, shown, {steps: 4});
    expect(layers[0]).toMatchObject({clip: 1, bestClip: 1, split: {total: {mean: 0, square: 0}}, observed: {value: 0, given: 0, missed: 0}});
    expect(flags).toEqual([]);
    expect((accuracy.objects()[3] as Record<string, number>)["agreement"]).toBe(100);
  });
  it("refuses first spikes, no steps and foreign weights", () => {
    expect(() => examine(8, {code: "firstSpike"})).toThrow("doctor: examines rates");
    expect(() => accuracyOverTime(toSpiking(net, weights, {calibrateOn: images}), labelledImages([4], new Uint8Array(4), new Uint8Array(1)), {steps: NaN})).toThrow("accuracyOverTime: steps must be");
    expect(() => examine(0)).toThrow("doctor: steps must be a whole number");
    const other = network([2, 10, 10], dense(1));
    expect(() => doctor(net, weightsFrom(other, [new Float64Array(200)]), toSpiking(net, weights, {calibrateOn: images}), images, {steps: 2})).toThrow("doctor: weights must have one entry");
  });
});
