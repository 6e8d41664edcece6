/** @file Break-even points: exercises 11, 12, 12b, 12c and 12d to all printed digits. */
import {describe, expect, it} from "vitest";
import {operationPj} from "../../lib/hardware/arithmetic.ts";
import {bitMatchedRate, breakEvenRate, breakEvenSteps, matchedBits, perSynapticEvent} from "../../lib/hardware/break-even.ts";

const {fp32, int8, int32} = operationPj;

describe("breakEvenRate", () => {
  it("gives exercise 11", () => {
    const at = (steps: number): string => breakEvenRate({steps, mac: fp32.mac, synapse: fp32.add}).toPrecision(4);
    expect([4, 10, 25, 100].map(at)).toEqual(["1.278", "0.5111", "0.2044", "0.05111"]);
    expect(breakEvenRate({steps: 1, mac: int8.mac, synapse: int8.add}).toFixed(3)).toBe("7.667");
    expect(breakEvenRate({steps: 1, mac: int32.mac, synapse: int32.add})).toBeCloseTo(32, 12);
  });
  it("gives exercise 12: memory, and the reuse of weights, move it", () => {
    const memory = {steps: 10, mac: fp32.mac, synapse: fp32.add, fanIn: 288, weightRead: 5, stateRead: 5, stateWrite: 5, update: fp32.add};
    expect(breakEvenRate(memory).toFixed(4)).toBe("0.1563");
    expect(breakEvenRate({...memory, reuse: 784}).toFixed(4)).toBe("0.0717");
  });
  it("gives exercise 12c: a chip's synapse against a multiply-accumulate", () => {
    expect(breakEvenRate({steps: 1, mac: fp32.mac, synapse: 23.6}).toFixed(4)).toBe("0.1949");
    expect(breakEvenRate({steps: 1, mac: int8.mac, synapse: 23.6}).toFixed(6)).toBe("0.009746");
  });
  it("makes both sides cost the same", () => {
    const options = {steps: 7, mac: 3, synapse: 0.4, fanIn: 50, weightRead: 2, reuse: 9, stateRead: 1, stateWrite: 1.5, update: 0.1}, rate = breakEvenRate(options);
    expect(50 * 7 * rate * (0.4 + 2) + 7 * (1 + 1.5 + 0.1)).toBeCloseTo(50 * (3 + 2 / 9), 10);
  });
  it("refuses costs that are negative or not numbers", () => {
    expect(() => breakEvenRate({steps: 4, mac: -1, synapse: 0.9})).toThrow("breakEvenRate: mac must be positive");
    expect(() => breakEvenRate({steps: 4, mac: 4.6, synapse: 0.9, weightRead: NaN})).toThrow("weightRead must be at least 0 (pJ), got NaN");
  });
});

describe("breakEvenSteps", () => {
  it("is the other side of breakEvenRate", () => {
    const options = {mac: 3, synapse: 0.4, fanIn: 50, weightRead: 2, reuse: 9, stateRead: 1, stateWrite: 1.5, update: 0.1};
    expect(breakEvenSteps({...options, rate: breakEvenRate({...options, steps: 7})})).toBeCloseTo(7, 10);
  });
  it("flips never without spikes where no state is priced", () => expect(breakEvenSteps({mac: 4.6, synapse: 0.9, rate: 0})).toBe(Infinity));
});

describe("bitMatchedRate", () => {
  it("gives exercise 12b", () => {
    expect([5, 6, 7, 8, 10].map((steps) => (100 * bitMatchedRate(steps)).toPrecision(4))).toEqual(["7.500", "6.250", "5.357", "6.250", "5.000"]);
  });
  it("matches the bits that spike counts from 0 to T need", () => {
    for (let steps = 1; steps < 300; steps++) {
      expect(2 ** matchedBits(steps)).toBeGreaterThanOrEqual(steps + 1);
      expect(2 ** (matchedBits(steps) - 1)).toBeLessThan(steps + 1);
    }
  });
});

describe("perSynapticEvent", () => {
  it("gives exercise 12d: TrueNorth's printed 26 pJ is 26.82", () => {
    expect(perSynapticEvent({powerMw: 72, neurons: 4096 * 256, rateHz: 20, synapses: 128}).toFixed(2)).toBe("26.82");
    expect(perSynapticEvent({powerMw: 72, neurons: 1e6, rateHz: 20, synapses: 128}).toFixed(1)).toBe("28.1");
  });
});
