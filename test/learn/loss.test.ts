/** @file Losses against what they say in words. */
import {describe, expect, it} from "vitest";
import * as loss from "../../lib/learn/loss/family.ts";
import {answer} from "../../lib/learn/loss/loss.ts";
import type {Loss, Target} from "../../lib/learn/loss/loss.ts";

const rows = (...all: readonly number[][]): Float64Array[] => all.map((row) => Float64Array.from(row));
const measured = (each: Loss, outputs: Float64Array[], target: Target, dt = 1): {loss: number; errors: Float64Array[]} => {
  const errors = outputs.map((row) => new Float64Array(row.length));
  return {loss: each.measure(outputs, target, dt, errors), errors};
};
const softmax = (...logits: readonly number[]): number[] => logits.map((each) => Math.exp(each) / logits.reduce((sum, other) => sum + Math.exp(other), 0));

describe("losses", () => {
  it("count: the cross entropy of the softmax of counts", () => {
    const {loss: value, errors} = measured(loss.count({scale: 0.5}), rows([1, 0, 1], [1, 0, 0]), 2), p = softmax(1, 0, 0.5);
    expect(value).toBeCloseTo(-Math.log(p[2]!), 12);
    expect(errors[1]![0]!).toBeCloseTo(0.5 * p[0]!, 12);
    expect(errors[0]![2]!).toBeCloseTo(0.5 * (p[2]! - 1), 12);
  });
  it("count: does not overflow", () => expect(measured(loss.count(), rows([1000, 0]), 1).loss).toBe(1000));
  it("rate: a quarter of a spike a step off costs its square", () => {
    expect(measured(loss.rate({on: 0.75, off: 0}), rows([1, 0], [1, 0], [0, 0], [0, 0]), 0).loss).toBeCloseTo(0.25 ** 2 / 2, 12);
    expect(measured(loss.rate(), rows([1, 0], [0, 0]), [0.5, 0]).loss).toBe(0);
  });
  it("membrane: the largest of equal membranes is the first", () => {
    const {errors} = measured(loss.membrane(), rows([0, 2], [1, 0], [1, 1]), 0);
    expect(errors.map((row) => row.map((each) => Math.sign(each)))).toEqual(rows([0, 1], [-1, 0], [0, 0]));
  });
  it("first spike: sooner is likelier, silence waits for the whole run", () => {
    const outputs = rows([0, 0, 0], [0, 1, 0], [1, 1, 0], [0, 1, 0]);
    expect([...loss.firstSpike({tau: 4}).scores(outputs, 2)]).toEqual([-1, -0.5, -2]);
    expect(answer(loss.firstSpike().scores(outputs, 2))).toBe(1);
  });
  it("first spike: its errors are what one spike more or less would change, to first order in the loss", () => {
    const tau = 4, base = rows([0, 0, 0], [0, 1, 0], [1, 0, 0], [0, 1, 0]), {errors} = measured(loss.firstSpike({tau}), base, 0);
    const times = (outputs: Float64Array[]): number[] => [0, 1, 2].map((o) => { const t = outputs.findIndex((row) => row[o] === 1); return t < 0 ? 4 : t; });
    const before = times(base), p = softmax(...before.map((t) => -t / tau));
    base.forEach((row, t) => row.forEach((s, o) => {
      const flipped = base.map((each) => each.slice());
      flipped[t]![o] = 1 - s;
      const change = (times(flipped)[o]! - before[o]!) * (s === 0 ? 1 : -1);
      expect(errors[t]![o]!).toBeCloseTo((-(p[o]! - (o === 0 ? 1 : 0)) / tau) * change, 12);
    }));
  });
  it("every step: the mean of each step's cross entropy", () => {
    const {loss: value, errors} = measured(loss.everyStep({scale: 2}), rows([1, 0, 1], [0, 0, 0]), 2), p = softmax(2, 0, 2);
    expect(value).toBeCloseTo(-(Math.log(p[2]!) + Math.log(1 / 3)) / 2, 12);
    expect(errors[0]![0]!).toBeCloseTo(p[0]!, 12);
    expect(errors[1]![2]!).toBeCloseTo(1 / 3 - 1, 12);
    expect([...loss.everyStep().scores(rows([1, 0, 1], [0, 0, 1]), 1)]).toEqual([1, 0, 2]);
  });
  it("refuse what is no target", () => {
    expect(() => measured(loss.membrane(), rows([1, 2]), 2)).toThrow("loss.membrane: target must be a class from 0 to 1, got 2");
    expect(() => measured(loss.rate(), rows([1, 2]), [0.5])).toThrow("loss.rate: target must be a class below 2 or a list of 2 rates (per step), got a list of 1");
  });
});
