import {describe, expect, it} from "vitest";
import {raster} from "../../lib/show/raster.ts";
import {eventList} from "../../lib/spikes/events.ts";
import {rasterise} from "../../lib/spikes/raster.ts";

describe("raster", () => {
  it("shows the same spikes from trains, events and a raster", () => {
    const list = eventList({times: [1, 4, 2], units: [0, 0, 2], field: [3], duration: 5});
    const expected = {x: [1, 4, 2], y: [0, 0, 2]};
    expect(raster([[1, 4], [], [2]]).data[0]).toMatchObject(expected);
    expect(raster(list).data[0]).toMatchObject(expected);
    expect(raster(rasterise(list, {dt: 1})).data[0]).toMatchObject(expected);
  });
  it("writes the names of named trains at their rows", () => {
    const {data, layout} = raster({exact: [1], euler: [2]});
    expect(layout.yaxis).toMatchObject({tickvals: [0, 1], ticktext: ["exact", "euler"]});
    expect(data).toHaveLength(2);
  });
});
