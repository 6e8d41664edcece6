/** @file The adjoints of pooling: the error goes where the pool listened. */
import {describe, expect, it} from "vitest";
import {firstSpikePool, maxPool, orPool} from "../../../lib/model/selection/pooling.ts";
import type {Selection, Tape} from "../../../lib/model/node.ts";
import {straightThrough} from "../../../lib/learn/surrogate/family.ts";
import {normal, uniform} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";

const steps = 6, units = 2 * 5 * 4, pools = 2 * 2 * 2, seed = generator(3);
const tapeOf = (node: Selection): Tape => node.choose([2, 5, 4]).backstep!({size: units, steps, dt: 1, surrogate: straightThrough(), reset: "detached", soft: false});
const rows = (name: string, width: number, spikes: boolean): Float64Array[] => Array.from({length: steps}, (_, t) => {
  const own = split(split(seed, name), t);
  return spikes ? uniform(own, width).map((each) => (each < 0.3 ? 1 : 0)) : normal(own, width);
});
const dot = (a: readonly Float64Array[], b: readonly Float64Array[]): number => a.reduce((sum, row, t) => sum + row.reduce((part, each, i) => part + each * b[t]![i]!, 0), 0);

/** What a tape gives of inputs, and what it sends back of errors. */
function through(tape: Tape, x: readonly Float64Array[], dy: readonly Float64Array[]): {y: Float64Array[]; dx: Float64Array[]} {
  const y = x.map(() => new Float64Array(pools)), dx = x.map(() => new Float64Array(units).fill(NaN));
  tape.start();
  x.forEach((row, t) => tape.forward(t, row, y[t]!));
  for (let t = steps - 1; t >= 0; t--) tape.backward(t, dy[t]!, dx[t]!);
  return {y, dx};
}

describe("maxPool", () => {
  it.each([["currents", false], ["spikes", true]] as const)("⟨pool x, y⟩ = ⟨x, back y⟩ on %s: linear in what it listened to", (name, spikes) => {
    const x = rows(name, units, spikes), dy = rows("errors", pools, false), {y, dx} = through(tapeOf(maxPool(2)), x, dy);
    expect(dot(y, dy)).toBeCloseTo(dot(x, dx), 12);
    expect(Math.abs(dot(y, dy))).toBeGreaterThan(0.1);
  });
  it("sends the error to the unit it listened to even where that was silent, and to one unit a pool", () => {
    const {dx} = through(tapeOf(maxPool(2)), rows("spikes", units, true), Array.from({length: steps}, () => new Float64Array(pools).fill(1)));
    for (const row of dx) expect([...row].filter((each) => each !== 0).length).toBe(pools);
  });
});

describe.each([["orPool", orPool(2)], ["firstSpikePool", firstSpikePool(2)]] as const)("%s", (_name, node) => {
  it("says exactly what one spike more or less would change", () => {
    const x = rows("spikes", units, true), dy = rows("errors", pools, false), tape = tapeOf(node), {y, dx} = through(tape, x, dy);
    for (let t = 0; t < steps; t++) {
      for (let i = 0; i < units; i++) {
        const flipped = x.map((row) => row.slice());
        flipped[t]![i] = 1 - x[t]![i]!;
        const change = dot(through(tape, flipped, dy).y, dy) - dot(y, dy);
        expect(dx[t]![i]! * (flipped[t]![i]! - x[t]![i]!)).toBeCloseTo(change, 12);
      }
    }
  });
});
