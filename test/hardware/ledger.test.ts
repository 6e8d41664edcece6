/** @file The ledger: sums that close, models that are refused where they do not apply, and claims taken apart. */
import {describe, expect, it} from "vitest";
import {activity} from "../../lib/hardware/activity.ts";
import {usualClaim} from "../../lib/hardware/claim.ts";
import {count, expected} from "../../lib/hardware/count.ts";
import {profileNamed, profiles} from "../../lib/hardware/hardware.ts";
import {entries, ledger} from "../../lib/hardware/ledger.ts";
import {profile} from "../../lib/hardware/profile.ts";
import type {Figure} from "../../lib/hardware/profile.ts";
import {rival} from "../../lib/hardware/rival.ts";
import {compare, sensitivity} from "../../lib/hardware/sensitivity.ts";
import {byScope, totalOf, totals} from "../../lib/hardware/totals.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {randomSpikes, randomWeights} from "../laws/nets.ts";

const loihi = profileNamed("Loihi");
const budget = expected(network([784], dense(256), lif(), dense(10), lif()), {steps: 50, rates: [0.05, 0.03, 0.1]});
const image = expected(network([32, 28, 28], conv({channels: 64, field: 3, padding: "same"}), lif()), {steps: 10, rates: [0.08, 0]});
const small = network([2, 8, 8], conv({channels: 4, field: 3}), lif({tau: 8}), dense(5), integrator());
const run = activity(small, randomWeights(small), randomSpikes(small, {steps: 20})).counts;
const part = (component: string): number => entries(budget, loihi).filter((each) => each.component === component).reduce((sum, {high}) => sum + high, 0) / 1000;

describe("ledger", () => {
  it("gives exercise 13: Loihi's budget in nJ", () => {
    expect(part("synapse").toFixed(2)).toBe("11932.16");
    expect(part("update").toFixed(1)).toBe("1077.3");
    expect(part("spike").toFixed(2)).toBe("4.07");
    expect((totalOf(budget, loihi).high / 1000).toFixed(1)).toBe("13013.5");
  });
  it("multiplies what was counted by its figure, in every row of every profile", () => {
    const rows = ledger(run, profiles).objects() as {counted: number; modelledLowPj: number; modelledHighPj: number; figure: string; component: string; scope: string; measuredPj: null}[];
    expect(new Set(rows.map(({scope}) => scope)).size).toBeGreaterThan(8);
    for (const {counted, modelledLowPj, modelledHighPj, figure, component, measuredPj} of rows) {
      if (figure === "not priced") { expect(modelledLowPj).toBeNaN(); continue; }
      const [low, high = low] = figure.split(/ to | pJ| mW/).filter(Boolean).map(Number), scale = component === "time" ? 1e6 : 1;
      expect(modelledLowPj).toBeCloseTo(counted * low! * scale, 4);
      expect(modelledHighPj).toBeCloseTo(counted * high! * scale, 4);
      expect(measuredPj).toBeNull();
    }
  });
  it("takes the memory that holds a layer, packed at best and a whole access at worst", () => {
    const large = expected(network([784], dense(256), lif()), {steps: 1, rates: [0.1, 0]});
    const read = entries(large, profileNamed("45 nm fp32 with memory, every unit at every step")).find(({component}) => component === "weight read")!;
    // 784 · 256 weights of 4 bytes are 803 kB: 100 pJ for 64 bits.
    expect([read.figure!.value, read.counted]).toEqual([[50, 100], 78.4 * 256]);
    const few = entries(run, profileNamed("45 nm int8 with memory, every unit at every step")).find(({component}) => component === "weight read")!;
    expect(few.figure!.value).toEqual([1.25, 10]);
  });
});

describe("totals", () => {
  it("adds up the lines of one profile, and of one alone", () => {
    for (const each of profiles) {
      const {low, unpriced} = totalOf(run, each), lines = entries(run, each);
      if (unpriced.length > 0) continue;
      expect(low).toBeCloseTo(lines.reduce((sum, line) => sum + line.low, 0), 6);
      expect(new Set(lines.map(({figure}) => figure!.scope)).size).toBe(1);
    }
  });
  it("gives none where a model has no figure for what was counted", () => {
    const net = network([1, 6, 6], conv({channels: 2, field: 3}), relu(), averagePool(2), dense(3)), picture = {shape: [1, 1, 6, 6], dt: 1, data: new Float64Array(36).fill(0.5)};
    const {low, unpriced} = totalOf(count(simulate(net, randomWeights(net), picture)), profileNamed("ODIN"));
    expect([low, unpriced]).toEqual([NaN, ["multiply-accumulate has no figure"]]);
  });
  it("says why a model of a clock, or of events, does not apply", () => {
    const clocked = count(simulate(small, randomWeights(small), randomSpikes(small))), free = count(simulateEvents(small, randomWeights(small), randomSpikes(small)));
    expect(totalOf(clocked, profileNamed("45 nm fp32 with memory, event by event")).unpriced).toEqual(["needs event-driven updates; count by activity"]);
    expect(totalOf(free, loihi).unpriced).toEqual(["needs the updates of a clock; the run had none"]);
    expect(totals(clocked, profiles).numRows()).toBe(profiles.length);
  });
  it("keeps what a meter read beside what was modelled", () => {
    const rows = totals(budget, loihi, [{profile: "Loihi", energyPj: 2e7, source: "a meter"}]).objects() as {measuredPj: number; modelledHighPj: number}[];
    expect([rows[0]!.measuredPj, rows[0]!.modelledHighPj === 2e7]).toEqual([2e7, false]);
    expect(() => totals(budget, loihi, [{profile: "Loihi", energyPj: NaN, source: "x"}])).toThrow("at least 0 (pJ), got NaN");
    expect(() => totals(budget, loihi, [{profile: "Luihi", energyPj: 1, source: "x"}])).toThrow("must be of a listed profile");
  });
  it("spans the models of a scope without adding them", () => {
    const row = (byScope(run, profiles).objects() as {scope: string; models: number; modelledLowPj: number; modelledHighPj: number}[]).find(({scope}) => scope === "arithmetic alone")!;
    const both = ["45 nm fp32, arithmetic alone", "45 nm int8, arithmetic alone"].map((name) => totalOf(run, profileNamed(name)).low);
    expect([row.models, row.modelledLowPj, row.modelledHighPj]).toEqual([2, Math.min(...both), Math.max(...both)]);
  });
});

describe("profile", () => {
  const good: Figure = {prices: "synapse", value: 1, unit: "pJ", scope: "core", source: "a paper", grade: "measured"};
  const made = (change: object): (() => unknown) => () => profile({name: "p", leavesOut: "all else", figures: [{...good, ...change}]});
  it("refuses a figure without source, unit, scope or grade", () => {
    expect(made({source: ""})).toThrow("profile p: synapse must name its source");
    expect(made({source: undefined})).toThrow(TypeError);
    expect(made({unit: undefined})).toThrow("must be given in pJ");
    expect(made({prices: "time"})).toThrow("must be given in mW");
    expect(made({scope: " "})).toThrow("must name its scope");
    expect(made({grade: "guessed"})).toThrow("must have a grade");
  });
  it("refuses negative figures, NaN and intervals upside down", () => {
    for (const value of [-1, NaN, Infinity, [2, 1], [-1, 1], [1, NaN]]) expect(made({value})).toThrow("must be at least 0 and finite");
  });
  it("refuses to put figures of different scope into one sum", () => {
    expect(() => profile({name: "p", leavesOut: "all else", figures: [good, {...good, prices: "update", scope: "chip"}]})).toThrow("make it a profile of its own");
  });
  it("names every source, and shows who disagrees", () => {
    for (const {figures} of profiles) for (const {source} of figures) expect(source.length).toBeGreaterThan(10);
    expect(profileNamed("TrueNorth").figures[0]!.conflicts![0]!.value).toBe(2.5);
    expect(() => profileNamed("Luihi")).toThrow("must be one of 45 nm fp32");
  });
});

describe("usualClaim", () => {
  it("gives exercise 11b: 66.473 µJ against 10.404 µJ, 6.389 times", () => {
    const {ann, snn, ratio} = usualClaim(image, {padded: true});
    expect([(ann / 1e6).toFixed(3), (snn / 1e6).toFixed(3), ratio.toFixed(3)]).toEqual(["66.473", "10.404", "6.389"]);
  });
  it("counts the synapses of the run itself where there is no padding and every unit reaches alike", () => {
    const flat = expected(network([50], dense(20), lif()), {steps: 4, rates: [0.3, 0]});
    expect(usualClaim(flat).snn).toBeCloseTo(0.9 * flat.layers[0]!.synaptic, 9);
  });
  it("inflates the saving by 1 / rate where the rate is counted twice", () => {
    expect(usualClaim(image, {rateTwice: true}).ratio / usualClaim(image).ratio).toBeCloseTo(1 / 0.08, 9);
  });
});

describe("rival", () => {
  it("has as many bits as the counts of its steps, and edge-exact products in proportion to them", () => {
    const {activationBits, layers, low, high} = rival(image);
    expect(activationBits).toBe(4);
    expect(layers[0]!.arithmetic).toBeCloseTo(13_770_752 * (0.1 + 0.03), 3);
    // Weights 18,432 bytes (20 pJ for 64 bits), 25,088 activations of half a byte in and 50,176 out (20 pJ).
    expect(layers[0]!.memory[0]).toBeCloseTo(18_432 * 2.5 + 25_088 * 1.25 + 50_176 * 1.25, 6);
    expect(layers[0]!.memory[1]).toBeCloseTo(13_770_752 * 40 + 50_176 * 20, 3);
    expect(low).toBeLessThan(high);
  });
  it("asks for bits where there are no steps", () => {
    const free = count(simulateEvents(small, randomWeights(small), randomSpikes(small)));
    expect(() => rival(free)).toThrow("say activationBits");
    expect(rival(free, {activationBits: 8}).layers[0]!.arithmetic).toBeCloseTo(0.23 * 2 * 4 * 9 * 36, 6);
  });
});

describe("sensitivity", () => {
  it("shares out the whole total, largest first, and its factor flips the verdict", () => {
    const rivalPj = 1e7, rows = sensitivity(budget, loihi, {rivalPj}).objects() as {component: string; sharePercent: number; flipsAtFactor: number}[];
    expect(rows[0]!.component).toBe("synapse");
    expect(rows.reduce((sum, {sharePercent}) => sum + sharePercent, 0)).toBeCloseTo(100, 9);
    const {low, high} = totalOf(budget, loihi), middle = (low + high) / 2, share = (middle * rows[0]!.sharePercent) / 100;
    expect(middle - share + share * rows[0]!.flipsAtFactor).toBeCloseTo(rivalPj, 3);
  });
});

describe("compare", () => {
  it("puts runs side by side under each model", () => {
    const rows = compare({a: budget, b: image}, [loihi, profileNamed("ODIN")]).objects() as {run: string; profile: string; modelledLowPj: number}[];
    expect(rows.map(({run: name, profile: model}) => `${name} ${model}`)).toEqual(["a Loihi", "a ODIN", "b Loihi", "b ODIN"]);
    expect(rows[1]!.modelledLowPj).toBeCloseTo(505_600 * 12.7, 3);
    expect(compare([budget], loihi).get("run", 0)).toBe("run 1");
    expect(() => compare([], loihi)).toThrow("at least one run");
  });
});
