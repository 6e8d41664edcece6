/** @file The chip's neuron, bit for bit against a second one written in BigInt from the specification. */
import {describe, expect, it} from "vitest";
import {fixedLif, weightOf} from "../../../lib/hardware/chip/fixed-lif.ts";
import type {FixedLifOptions} from "../../../lib/hardware/chip/fixed-lif.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";

const LIMIT = (1n << 23n) - 1n;
const sat = (x: bigint): bigint => (x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x);

/** BigInt division rounds toward zero by itself: an independent road to the same bits. */
function oracle({currentDecay, voltageDecay, threshold, bias = 0, reset = "zero", refractory = 1, start = 0}: FixedLifOptions, inputs: readonly number[]): {v: number; i: number; fired: number}[] {
  let i = 0n, v = BigInt(start), rest = 0;
  return inputs.map((x) => {
    i = sat((i * (4096n - BigInt(currentDecay))) / 4096n + BigInt(x));
    if (rest > 0) rest--;
    if (rest > 0) return {v: Number(v), i: Number(i), fired: 0};
    v = sat((v * (4096n - BigInt(voltageDecay))) / 4096n + i + BigInt(bias));
    if (threshold === Infinity) return {v: Number(v), i: Number(i), fired: Number(v)};
    const height = BigInt(threshold) << 6n, fires = v > height;
    if (fires) { v = reset === "zero" ? 0n : v - (BigInt(threshold) + 1n) * 64n; rest = refractory; }
    return {v: Number(v), i: Number(i), fired: fires ? 1 : 0};
  });
}

function run(options: FixedLifOptions, inputs: readonly number[]): {v: number; i: number; fired: number}[] {
  const cell = fixedLif(options), state = cell.start(1), fired = new Float64Array(1);
  return inputs.map((x) => {
    cell.step(state, Float64Array.of(x), fired, 1);
    return {v: state.v[0]!, i: state.i[0]!, fired: fired[0]!};
  });
}

const draw = (name: string, n: number, low: number, high: number): number[] => [...uniform(split(generator(5), name), n)].map((u) => low + Math.floor(u * (high - low + 1)));

describe("fixedLif", () => {
  it("steps 300 random neurons through 200 steps as the BigInt model does, bit for bit", () => {
    let spikes = 0, saturated = 0;
    for (let n = 0; n < 300; n++) {
      const [a, b, c, d, e] = draw(`cell ${n}`, 5, 0, 4096) as [number, number, number, number, number];
      const options: FixedLifOptions = {currentDecay: a, voltageDecay: n % 3 === 0 ? b >> 5 : b, threshold: n % 17 === 0 ? Infinity : c * (n % 5 === 0 ? 31 : 2), bias: (d % 400) - 200, reset: e % 2 === 0 ? "zero" : "subtract", refractory: 1 + (e % 5), start: d - 2000};
      const size = n % 4 === 0 ? 6_000_000 : 60_000, inputs = draw(`input ${n}`, 200, -size, size + (size >> 2)), found = run(options, inputs);
      expect(found).toEqual(oracle(options, inputs));
      spikes += found.reduce((sum, {fired}) => sum + (fired === 1 ? 1 : 0), 0);
      saturated += found.filter(({i}) => Math.abs(i) === 2 ** 23 - 1).length;
    }
    expect(spikes).toBeGreaterThan(1000);
    expect(saturated).toBeGreaterThan(100);
  });
  it("rounds toward zero from both sides", () => {
    const options = {currentDecay: 4096, voltageDecay: 2048, threshold: 1000};
    expect(run(options, [3, 0, 0]).map(({v}) => v)).toEqual([3, 1, 0]);
    expect(run(options, [-3, 0, 0]).map(({v}) => v)).toEqual([-3, -1, 0]);
  });
  it("fires above its threshold, not at it", () => {
    const options = {currentDecay: 4096, voltageDecay: 0, threshold: 2};
    expect(run(options, [128, 1]).map(({fired}) => fired)).toEqual([0, 1]);
  });
  it("leaks with exercise 20's word: 200 of 4096 is a time constant of 19.9758 steps", () => {
    const trace = run({currentDecay: 4096, voltageDecay: 200, threshold: Infinity}, [8_000_000, ...new Array<number>(20).fill(0)]);
    expect(-20 / Math.log(trace[20]!.v / trace[0]!.v)).toBeCloseTo(19.9758, 3);
  });
  it("refuses words that do not fit their bits", () => {
    const good = {currentDecay: 4096, voltageDecay: 200, threshold: 10};
    expect(() => fixedLif({...good, voltageDecay: 4097})).toThrow("voltageDecay must be a whole number from 0 to 4096, got 4097");
    expect(() => fixedLif({...good, threshold: 2 ** 17})).toThrow("threshold");
    expect(() => fixedLif({...good, refractory: 0})).toThrow("from 1 to 63");
    expect(() => fixedLif({...good, bias: NaN})).toThrow("bias");
  });
});

describe("weightOf", () => {
  it("is the mantissa shifted, rounded toward zero", () => {
    expect([weightOf(5, 0), weightOf(-5, 7), weightOf(7, -7), weightOf(-7, -7), weightOf(-1, -8)]).toEqual([320, -40_960, 3, -3, 0]);
    expect(() => weightOf(256, 0)).toThrow("mantissa");
    expect(() => weightOf(1, 8)).toThrow("exponent");
  });
});
