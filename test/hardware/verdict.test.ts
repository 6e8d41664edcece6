/** @file Verdicts: they agree with the intervals, and flip where they say. */
import {describe, expect, it} from "vitest";
import {expected} from "../../lib/hardware/count.ts";
import type {Counts} from "../../lib/hardware/counts.ts";
import {profileNamed, profiles} from "../../lib/hardware/hardware.ts";
import {verdict} from "../../lib/hardware/verdict.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {dense} from "../../lib/model/projections/dense.ts";

interface Row { profile: string; snnLowPj: number; snnHighPj: number; rivalLowPj: number; rivalHighPj: number; verdict: string; rate: number; evenRateLow: number; evenRateHigh: number; winsToStep: number; mayWinToStep: number }
const net = network([100], dense(50), lif()), at = (rate: number, steps = 15): Counts => expected(net, {steps, rates: [rate, 0]});
const rowsOf = (rate: number, steps?: number, which = profiles): Row[] => verdict(at(rate, steps), which).objects() as Row[];
const plain = profileNamed("45 nm int8, arithmetic alone"), memory = profileNamed("45 nm int8 with memory, every unit at every step"), loihi = profileNamed("Loihi");

describe("verdict", () => {
  it("follows from the intervals", () => {
    for (const {snnLowPj, snnHighPj, rivalLowPj, rivalHighPj, verdict: said} of rowsOf(0.05)) {
      if (Number.isNaN(snnLowPj)) continue;
      expect(said).toBe(snnHighPj < rivalLowPj ? "spikes win" : snnLowPj > rivalHighPj ? "rival wins" : "open");
    }
  });
  it("gives the closed form of arithmetic alone: r = (0.2 · bits / 8 + 0.03) / (0.03 T)", () => {
    const [row] = rowsOf(0.05, 15, [plain]);
    expect(row!.evenRateLow).toBeCloseTo((0.2 * 4 / 8 + 0.03) / (0.03 * 15), 12);
    expect(row!.evenRateHigh).toBeCloseTo(row!.evenRateLow, 12);
    // At a rate of 0.5 a step costs 0.015 pJ a synapse; the rival 0.025 b + 0.03.
    const won = (t: number): boolean => 0.015 * t <= 0.025 * (Math.floor(Math.log2(t)) + 1) + 0.03;
    const last = Array.from({length: 50}, (_, k) => k + 1).findIndex((t) => !won(t));
    expect(rowsOf(0.5, 15, [plain])[0]!.winsToStep).toBe(last);
  });
  it("meets the rival at the rates it names, with the two worst pairings", () => {
    for (const profile of [memory, loihi]) {
      const [{evenRateLow, evenRateHigh}] = rowsOf(0.2, 4, [profile]) as [Row];
      if (evenRateLow > 0) { const [row] = rowsOf(evenRateLow, 4, [profile]) as [Row]; expect(row.snnHighPj).toBeCloseTo(row.rivalLowPj, 6); }
      const [row] = rowsOf(evenRateHigh, 4, [profile]) as [Row];
      expect(evenRateHigh).toBeGreaterThan(0);
      expect(row.snnLowPj).toBeCloseTo(row.rivalHighPj, 5);
    }
  });
  it("wins up to the step it names, and not at the next", () => {
    const [{winsToStep, mayWinToStep}] = rowsOf(0.5, 15, [plain]) as [Row];
    const at_ = (steps: number): Row => rowsOf(0.5, steps, [plain])[0]!;
    expect(at_(winsToStep).snnHighPj).toBeLessThanOrEqual(at_(winsToStep).rivalLowPj);
    expect(at_(winsToStep + 1).snnHighPj).toBeGreaterThan(at_(winsToStep + 1).rivalLowPj);
    expect(mayWinToStep).toBe(winsToStep);
  });
  it("refuses counts without steps", () => expect(() => verdict({net, layers: at(0.1).layers}, plain)).toThrow("needs counts by steps"));
});
