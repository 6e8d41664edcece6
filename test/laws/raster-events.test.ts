import {describe, expect, it} from "vitest";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {events} from "../../lib/spikes/events.ts";
import {raster, rasterise} from "../../lib/spikes/raster.ts";

describe("raster and events", () => {
  it.each([0.1, 0.25, 1 / 3, 0.7, 1, 5])("carry the same spikes: rasterise ∘ events and events ∘ rasterise are the identity (dt = %d ms)", (dt) => {
    for (let trial = 0; trial < 20; trial++) {
      const draws = stream(split(generator(1), trial));
      const spikes = raster([1 + draws.integer(200), 1 + draws.integer(3), 1 + draws.integer(5)], dt);
      for (let place = 0; place < spikes.data.length; place++) spikes.data[place] = draws.poisson(0.2);
      const list = events(spikes);
      expect(rasterise(list, {dt})).toEqual(spikes);
      expect(events(rasterise(list, {dt}))).toEqual(list);
    }
  });
});
