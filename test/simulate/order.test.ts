import {describe, expect, it} from "vitest";
import {conv} from "../../lib/model/projections/conv.ts";
import {arranged, blockOrder, plainOrder} from "../../lib/simulate/order.ts";

describe("blockOrder", () => {
  it("puts the channels of one place of one group together: unit (channel, place) at (group, place, channel within the group)", () => {
    const {blocks} = conv({channels: 6, field: 2, groups: 2}).map([4, 3, 4]), {units, places} = blockOrder(blocks), spots = 2 * 3;
    for (let channel = 0; channel < 6; channel++) {
      for (let spot = 0; spot < spots; spot++) {
        const unit = channel * spots + spot, place = (Math.floor(channel / 3) * spots + spot) * 3 + (channel % 3);
        expect([places[unit], units[place]]).toEqual([place, unit]);
      }
    }
  });
});

describe("arranged", () => {
  it("moves each unit's numbers to its place", () => {
    const order = {units: Uint32Array.of(2, 0, 1), places: Uint32Array.of(1, 2, 0)}, state = {v: Float64Array.of(5, 6, 7), fired: Uint8Array.of(0, 1, 0), last: new Float64Array(3)};
    expect(arranged(state, order)).toEqual({v: Float64Array.of(7, 5, 6), fired: Uint8Array.of(0, 0, 1), last: new Float64Array(3)});
    expect(arranged({v: Float64Array.of(5, 6, 7)}, plainOrder(3))).toEqual({v: Float64Array.of(5, 6, 7)});
  });
});
