/** @file Networks on cores: every unit once, no limit passed, every spike on its way, every refusal with its numbers. */
import {describe, expect, it} from "vitest";
import {mapToCores} from "../../../lib/hardware/chip/map.ts";
import type {Mapping} from "../../../lib/hardware/chip/map.ts";
import {hops, tileOf} from "../../../lib/hardware/chip/place.ts";
import {limitOf, target, targets} from "../../../lib/hardware/chip/target.ts";
import {traffic, wayOf} from "../../../lib/hardware/chip/traffic.ts";
import {count} from "../../../lib/hardware/count.ts";
import {recurrent} from "../../../lib/model/containers.ts";
import {network} from "../../../lib/model/network.ts";
import {integrator} from "../../../lib/model/neurons/integrator.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {maxPool} from "../../../lib/model/selection/pooling.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {sizeOf} from "../../../lib/tensor/shape.ts";
import {randomSpikes, randomWeights} from "../../laws/nets.ts";

const {loihi, dynapCnn, trueNorth} = targets;
const digits = network([1, 28, 28], conv({channels: 12, field: 5}), lif(), maxPool(2), conv({channels: 24, field: 5}), lif(), maxPool(2), dense(10), integrator());
const looped = network([2, 6, 6], conv({channels: 4, field: 3}), recurrent({population: lif(), through: [conv({channels: 4, field: 3, padding: 1})], delay: 1}), dense(5), lif());
const tiny = target({...loihi, name: "tiny", cores: 64, coresPerTile: 1, mesh: [8, 8], neurons: 20, weightWords: 400, inputAxons: 100});
const flat = network([30], dense(40), lif(), dense(12), lif());
const cases: readonly (readonly [string, Mapping])[] = [
  ["digits on Loihi's limits", mapToCores(digits, loihi)], ["digits on DYNAP-CNN's", mapToCores(digits, dynapCnn)],
  ["a loop on small cores", mapToCores(looped, tiny)], ["dense layers on small cores", mapToCores(flat, tiny)]
];

describe.each(cases)("%s", (_name, {net, cores, target: chip, routes}) => {
  it("puts every unit on one core, and every layer's on its own", () => {
    for (const {index, output, population} of net.stages) {
      if (!population) continue;
      const units = cores.filter(({stage}) => stage === index).flatMap((core) => [...core.units]).sort((a, b) => a - b);
      expect(units).toEqual(Array.from({length: sizeOf(output)}, (_, k) => k));
    }
    expect(new Set(cores.map(({core}) => core)).size).toBe(cores.length);
  });
  it("passes no limit", () => {
    for (const {core, units, words, axons, outputAxons} of cores) {
      expect(units.length).toBeLessThanOrEqual(limitOf(chip.neurons, core));
      expect(words).toBeLessThanOrEqual(limitOf(chip.weightWords, core));
      expect(axons.reduce((sum, set) => sum + set.size, 0)).toBeLessThanOrEqual(chip.inputAxons);
      expect(outputAxons).toBeLessThanOrEqual(chip.outputAxons);
    }
  });
  it("sends each input to the cores that hold a neuron which it reaches, and to no other", () => {
    for (const {stage, layer, heard} of routes) {
      const map = net.stages[stage]!.map!;
      const ones = new Float64Array(Math.max(1, sizeOf(map.weights))).fill(1);
      heard.forEach((list, i) => {
        const column = new Float64Array(sizeOf(map.output));
        map.scatter(ones, i, 1, column);
        const reached = cores.flatMap((core, k) => (core.stage === layer && core.units.some((unit) => column[unit] !== 0) ? [k] : []));
        expect([...list].sort((a, b) => a - b)).toEqual(reached);
      });
    }
  });
});

describe("mapToCores", () => {
  const cores = (...nodes: Parameters<typeof network>[1][]): number => mapToCores(network([784], ...nodes), loihi).cores.length;
  it("fills cores to the limit that binds: weights, or neurons", () => {
    // 784 words a neuron: 167 neurons fill 131,072 words.
    expect(mapToCores(network([784], dense(256), lif()), loihi).cores.map(({units}) => units.length)).toEqual([167, 89]);
    expect(cores(dense(167), lif())).toBe(1);
    // Shared weights take no room: 12 · 24 · 24 neurons at 1,024 a core.
    expect(mapToCores(network([1, 28, 28], conv({channels: 12, field: 5}), lif()), loihi).cores.length).toBe(Math.ceil(6912 / 1024));
    expect(mapToCores(network([1, 28, 28], conv({channels: 12, field: 5}), lif()), loihi, {fill: 0.5}).cores.length).toBe(Math.ceil(6912 / 512));
  });
  it("pads patches to powers of two, as the example of its maker: 16 → 32 channels of 3 × 3 take 8 Ki words", () => {
    expect(mapToCores(network([16, 16, 16], conv({channels: 32, field: 3, padding: 1}), lif()), dynapCnn).cores[0]!.words).toBe(8 * 1024);
    expect(() => mapToCores(network([16, 64, 64], conv({channels: 32, field: 3, padding: 1}), lif()), dynapCnn)).toThrow("lif (node 1) needs 131072 neurons on one core on DYNAP-CNN-like, whose limit is 65536 (65536 too many)");
  });
  it("holds as many neurons and weights as its maker says: 328 and 278 thousand", () => {
    const sum = (list: typeof dynapCnn.neurons): number => (list as readonly number[]).reduce((a, b) => a + b, 0);
    expect([sum(dynapCnn.neurons), sum(dynapCnn.weightWords)]).toEqual([327_680, 278_528]);
  });
  it("names the layer, the limit, the excess and the way out", () => {
    expect(() => mapToCores(network([12, 12, 12], conv({channels: 4, field: 5}), lif()), trueNorth)).toThrow("lif (node 1) needs 300 inputs for one neuron on TrueNorth-like, whose limit is 256 (44 too many); use a smaller field");
    expect(() => mapToCores(network([200], dense(300), lif(), dense(300), lif()), trueNorth)).toThrow("node 3) needs 300 inputs for one neuron");
    expect(() => mapToCores(network([200], dense(250), lif(), dense(300), lif()), trueNorth)).toThrow("lif (node 1) needs 2 cores to be reached by one neuron on TrueNorth-like, whose limit is 1 (1 too many)");
    expect(() => mapToCores(network([4096], dense(8000), lif()), loihi)).toThrow(/cores with those before it on Loihi-like, whose limit is 128 \(\d+ too many\)/);
    expect(() => mapToCores(network([4], lif()), loihi)).toThrow("put a projection in between");
    expect(() => mapToCores(flat, loihi, {fill: 0})).toThrow("fill must lie above 0");
    expect(() => mapToCores(network([100, 4, 4], ...Array.from({length: 5}, () => [conv({channels: 100, field: 3, padding: 1}), lif()]).flat()), dynapCnn)).toThrow("too many");
  });
  it("shows how full each core is", () => {
    expect(mapToCores(network([784], dense(256), lif()), loihi).table.get("wordsPercent", 0)).toBeCloseTo((100 * 167 * 784) / 131_072, 9);
  });
  it("places cores no farther apart than a serpentine would", () => {
    for (const [, {cores: placed, routes, target: chip}] of cases) {
      const way = (at: (k: number) => {x: number; y: number}): number => routes.reduce((sum, {home, heard}) => sum + heard.reduce((all, list, i) => all + (home[i]! < 0 ? 0 : list.reduce((w, k) => w + hops(at(home[i]!), at(k)), 0)), 0), 0);
      if (chip.storage !== "patch") expect(way((k) => placed[k]!)).toBeLessThanOrEqual(way((k) => tileOf(k, chip)));
    }
  });
});

describe("target", () => {
  it("refuses limits without a source, or that are not positive", () => {
    expect(() => target({...loihi, source: ""})).toThrow("must name its source");
    expect(() => target({...loihi, neurons: NaN})).toThrow("neurons must be positive");
    expect(() => target({...dynapCnn, neurons: [1, 2]})).toThrow("one number for each of 9 cores, got 2");
    expect(() => target({...loihi, mesh: [2, 2]})).toThrow("must hold its 128 cores");
  });
});

describe("traffic", () => {
  const mapping = mapToCores(flat, tiny), weights = randomWeights(flat), spikes = randomSpikes(flat, {steps: 30, activity: 0.3});
  const {steps, links, work} = traffic(mapping, weights, spikes), run = simulate(flat, weights, spikes);
  it("goes along x, then along y", () => {
    expect(wayOf({x: 0, y: 0}, {x: 2, y: 1})).toEqual(["0,0 → 1,0", "1,0 → 2,0", "2,0 → 2,1"]);
    expect(wayOf({x: 2, y: 1}, {x: 1, y: 0})).toEqual(["2,1 → 1,1", "1,1 → 1,0"]);
  });
  it("sends a message for each spike and each core that hears it, and loads as many links as there are hops", () => {
    const {home, heard} = mapping.routes[1]!;
    const sent = [...run.spikes[1]!.units].reduce((sum, unit) => sum + heard[unit]!.length, 0);
    const way = [...run.spikes[1]!.units].reduce((sum, unit) => sum + heard[unit]!.reduce((all, k) => all + hops(mapping.cores[home[unit]!]!, mapping.cores[k]!), 0), 0);
    expect(sent).toBeGreaterThan(20);
    expect(steps.reduce((sum, {messages}) => sum + messages, 0)).toBe(sent);
    expect(steps.reduce((sum, {hopsX, hopsY}) => sum + hopsX + hopsY, 0)).toBe(way);
    expect([...links.values()].reduce((a, b) => a + b, 0)).toBe(way);
  });
  it("shares out every synaptic operation among the cores", () => {
    for (const [net, chip] of [[flat, tiny], [looped, tiny], [digits, loihi]] as const) {
      const w = randomWeights(net), drive = randomSpikes(net, {steps: 8}), {work: shared} = traffic(mapToCores(net, chip), w, drive);
      expect(shared.reduce((a, b) => a + b, 0)).toBe(count(simulate(net, w, drive)).layers.reduce((sum, {synaptic}) => sum + synaptic, 0));
    }
    expect(work.length).toBe(mapping.cores.length);
  });
  it("waits for the barrier, and without one does not", () => {
    const free = traffic(mapping, weights, spikes, {mode: "events"});
    free.steps.forEach(({latency}, t) => expect(steps[t]!.latency - latency).toBeCloseTo(465, 6));
    // A silent step takes what the fullest core's updates take.
    const quiet = traffic(mapping, weights, randomSpikes(flat, {steps: 1, activity: 0}), {mode: "events"}).steps[0]!;
    expect(quiet.latency).toBeCloseTo(8.4 * Math.max(...mapping.cores.map(({units}) => units.length)), 6);
  });
});
