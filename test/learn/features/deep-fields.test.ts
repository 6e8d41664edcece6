import {describe, expect, it} from "vitest";
import {receptiveFields} from "../../../lib/learn/features/coverage.ts";
import {deepFields} from "../../../lib/learn/features/deep-fields.ts";
import {integrateFire} from "../../../lib/model/neurons/lif.ts";
import {integrator} from "../../../lib/model/neurons/integrator.ts";
import {network} from "../../../lib/model/network.ts";
import type {Node} from "../../../lib/model/node.ts";
import {averagePool} from "../../../lib/model/projections/average-pool.ts";
import {conv} from "../../../lib/model/projections/conv.ts";
import {firstSpikePool} from "../../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../../lib/model/weights.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {normal} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";
import {sizeOf} from "../../../lib/tensor/shape.ts";

const shape = [2, 14, 14], first = normal(split(generator(1), "first"), 3 * 2 * 9), second = normal(split(generator(1), "second"), 4 * 3 * 9);

/** Two convolutions with something in between. */
const chain = (...between: readonly Node[]) => network(shape, conv({channels: 3, field: 3}), ...between, conv({channels: 4, field: 3}), integrator());
const path = (net: ReturnType<typeof chain>): string => net.stages.at(-2)!.path;

describe("deepFields", () => {
  it("are what the middle unit answers to each pixel, where the network is linear", () => {
    const net = chain(averagePool(2)), weights = weightsFrom(net, [first, second]), fields = deepFields(net, weights, {node: path(net)});
    const [, rows, columns] = fields[0]!.shape as [number, number, number], answers = (unit: number): Float64Array => {
      const data = new Float64Array(sizeOf(shape));
      data[unit] = 1;
      return simulate(net, weights, {shape: [1, ...shape], dt: 1, data}).output;
    };
    // Of 4 × 4 places the middle one is (2, 2); its box begins at pixel (4, 4) and is 2 · 3 + 2 wide.
    expect([rows, columns]).toEqual([8, 8]);
    for (const unit of [0, 1, 2, 3].flatMap((k) => [4, 7, 11].map((r) => (k % 2) * 196 + r * 14 + 5 + k))) {
      const [c, r, s] = [Math.floor(unit / 196), Math.floor((unit % 196) / 14), unit % 14];
      fields.forEach(({data}, map) => expect(data[(c * rows + r - 4) * columns + s - 4]).toBeCloseTo(answers(unit)[map * 16 + 2 * 4 + 2]!, 12));
    }
  });
  it("take a pool that chooses for one that shares, and populations for wires", () => {
    const chosen = chain(integrateFire(), firstSpikePool(2)), shared = chain(averagePool(2));
    const a = deepFields(chosen, weightsFrom(chosen, [first, second]), {node: path(chosen)}), b = deepFields(shared, weightsFrom(shared, [first, second]), {node: path(shared)});
    a.forEach(({data}, map) => expect(data).toEqual(b[map]!.data));
  });
  it("of the first layer are its filters", () => {
    const net = chain(), weights = weightsFrom(net, [first, second]);
    const on = deepFields(net, weights, {node: 0}).map(({data}) => data.subarray(0, 9).map((w, k) => w - data[9 + k]!));
    receptiveFields(weights[0]!).forEach(({data}, map) => expect(on[map]).toEqual(data));
  });
});
