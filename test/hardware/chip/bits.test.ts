/** @file Bits against decisions. */
import {describe, expect, it} from "vitest";
import {accuracyByBits} from "../../../lib/hardware/chip/bits.ts";
import {network} from "../../../lib/model/network.ts";
import {integrator} from "../../../lib/model/neurons/integrator.ts";
import {lif} from "../../../lib/model/neurons/lif.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {weightsFrom} from "../../../lib/model/weights.ts";
import {raster} from "../../../lib/spikes/raster.ts";
import {randomSpikes, randomWeights} from "../../laws/nets.ts";

const net = network([20], dense(16), lif({tau: 10}), dense(4), integrator()), weights = randomWeights(net, 3);
const inputs = Array.from({length: 12}, (_, seed) => randomSpikes(net, {steps: 30, activity: 0.3, seed: seed + 10}));

describe("accuracyByBits", () => {
  it("agrees better with more bits, and knows what was lost from labels", () => {
    const rows = accuracyByBits(net, weights, inputs, {bits: [2, 9], labels: new Array<number>(12).fill(1)}).objects() as {agreePercent: number; floatPercent: number; chipPercent: number; lostPoints: number}[];
    expect(rows[1]!.agreePercent).toBeGreaterThanOrEqual(rows[0]!.agreePercent);
    for (const {floatPercent, chipPercent, lostPoints} of rows) expect(lostPoints).toBeCloseTo(floatPercent - chipPercent, 12);
  });
  it("loses a decision that hangs on less than half a mantissa, and keeps it where the bits suffice", () => {
    // Two outputs whose weights differ by 1 %: 8 bits tell them apart, 4 bits do not (the first then wins).
    const fine = network([2], dense(2), integrator({tau: Infinity})), w = weightsFrom(fine, [[0.99, 0, 1, 0]]);
    const input = raster([1, 2], 1, Uint8Array.of(1, 0));
    const rows = accuracyByBits(fine, w, [input], {bits: [4, 8], labels: [1]}).objects() as {bits: number; chipPercent: number}[];
    expect(rows.map(({chipPercent}) => chipPercent)).toEqual([0, 100]);
  });
  it("refuses inputs and labels that do not fit", () => {
    expect(() => accuracyByBits(net, weights, [], {bits: [8]})).toThrow("at least one input");
    expect(() => accuracyByBits(net, weights, inputs, {bits: [8], labels: [1]})).toThrow("one label for each of 12 inputs");
  });
});
