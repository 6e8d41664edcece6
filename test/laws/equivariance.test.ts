/** @file What is shifted in, in space or in time, comes out shifted and otherwise the same. */
import {describe, expect, it} from "vitest";
import {lateralInhibition, residual} from "../../lib/model/containers.ts";
import {delay, taps} from "../../lib/model/delay.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {alpha} from "../../lib/model/synapses/synapse.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {raster} from "../../lib/spikes/raster.ts";
import type {Raster} from "../../lib/spikes/raster.ts";
import type {Events} from "../../lib/spikes/events.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {randomWeights} from "./nets.ts";

const same = {field: 3, padding: 1}, image = [1, 17, 17] as const;
const nets: Readonly<Record<string, () => Network>> = {
  "conv and lif": () => network(image, conv({channels: 3, ...same}), lif({tau: 10}), conv({channels: 2, ...same}), lif({tau: 10})),
  "alpha synapses": () => network(image, conv({channels: 3, ...same}), alpha({tau: 3, normalisation: "area"}), lif({tau: 10, resistance: 10, refractory: 1})),
  "tapped delays": () => network(image, taps(0, 2, 5), conv({channels: 3, ...same}), lif({tau: 10}), delay(3)),
  "shortcut and inhibition": () => network(image, conv({channels: 2, ...same}), lateralInhibition({population: lif({tau: 10}), radius: 1, strength: 0.1, delay: 1}), residual(conv({channels: 2, ...same}), lif()), conv({channels: 1, ...same}), lif())
};

/** Random spikes in the middle 5 × 5 places of the first 20 of 40 steps, moved by rows, columns and steps. */
function moved(rows: number, columns: number, steps: number): Raster {
  const input = raster([40, ...image], 1), draws = uniform(generator(6), 20 * 25);
  draws.forEach((u, k) => {
    const t = Math.floor(k / 25) + steps, r = 6 + Math.floor((k % 25) / 5) + rows, s = 6 + (k % 5) + columns;
    if (u < 0.3) input.data[t * 289 + r * 17 + s] = 1;
  });
  return input;
}

const listed = ({times, units}: Events, place: (r: number, s: number) => readonly [number, number], time: number): string[] =>
  [...times].map((t, k) => {
    const unit = units[k]!, c = Math.floor(unit / 289), [r, s] = place(Math.floor((unit % 289) / 17), unit % 17);
    return `${(t + time).toFixed(9)} ${c} ${r} ${s}`;
  }).sort();

describe.each(Object.entries(nets))("%s", (_name, make) => {
  const net = make(), weights = randomWeights(net, 2, 2.5), last = net.stages.findLast(({population}) => population)!.index;
  describe.each([["by the clock", simulate], ["without one", simulateEvents]] as const)("%s", (_reader, run) => {
    const plain = run(net, weights, moved(0, 0, 0)).spikes[last]!;
    it("a shift in space goes through", () => {
      expect(plain.times.length).toBeGreaterThan(10);
      expect(listed(run(net, weights, moved(2, -1, 0)).spikes[last]!, (r, s) => [r, s], 0)).toEqual(listed(plain, (r, s) => [r + 2, s - 1], 0));
    });
    it("a shift in time goes through", () => {
      const later = run(net, weights, moved(0, 0, 4)).spikes[last]!;
      const early = listed(plain, (r, s) => [r, s], 4).filter((line) => Number.parseFloat(line) < 38.5);
      expect(listed(later, (r, s) => [r, s], 0).filter((line) => Number.parseFloat(line) < 38.5)).toEqual(early);
    });
  });
});
