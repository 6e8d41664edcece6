import {describe, expect, it} from "vitest";
import {alphaPeakTime, exponentialPeakTime} from "../../../lib/model/response/peak-time.ts";
import {psp, pspPeak} from "../../../lib/model/response/psp.ts";
import {alpha, exponential} from "../../../lib/model/response/response.ts";
import {relative} from "../../oracle/big.ts";

describe("peak-time", () => {
  it("is 15.577753 ms for alpha and 9.241962 ms for the exponential, τ 20, τs 5", () => {
    expect(alphaPeakTime({tau: 20, synapse: 5})).toBeCloseTo(15.577753, 6);
    expect(exponentialPeakTime({tau: 20, synapse: 5})).toBeCloseTo(9.241962, 6);
  });
  it.each([[20, 5], [20, 1], [20, 15], [5, 20], [1, 30], [20, 1e-4], [0.1, 20], [1e6, 1]])("by formula and by search is the same, τ %d and τs %d", (tau, synapse) => {
    expect(relative(pspPeak(psp({tau, response: alpha(synapse)})).time, alphaPeakTime({tau, synapse}))).toBeLessThan(1e-12);
    expect(relative(pspPeak(psp({tau, response: exponential(synapse)})).time, exponentialPeakTime({tau, synapse}))).toBeLessThan(1e-12);
  });
  it("reaches τ and 2τ as the time constants meet", () => {
    expect(exponentialPeakTime({tau: 20, synapse: 20})).toBe(20);
    expect(exponentialPeakTime({tau: 20, synapse: 20 * (1 + 1e-9)})).toBeCloseTo(20 * (1 + 0.5e-9), 12);
    expect(alphaPeakTime({tau: 20, synapse: 20})).toBe(40);
  });
  it("refuses what is not a time constant", () => {
    expect(() => alphaPeakTime({tau: 20, synapse: 0})).toThrow("alphaPeakTime: synapse must be positive (ms), got 0");
    expect(() => exponentialPeakTime({tau: NaN, synapse: 5})).toThrow("exponentialPeakTime: tau must be positive (ms), got NaN");
  });
});
