import {describe, expect, it} from "vitest";
import {eventList, events, trains} from "../../lib/spikes/events.ts";
import {raster} from "../../lib/spikes/raster.ts";

describe("eventList", () => {
  it("sorts by time, then by unit, and copies", () => {
    const times = [3, 1, 1], spikes = eventList({times, units: [0, 2, 1], field: [3], duration: 5});
    expect([...spikes.times]).toEqual([1, 1, 3]);
    expect([...spikes.units]).toEqual([1, 2, 0]);
    expect(times).toEqual([3, 1, 1]);
  });
  it("refuses times outside the duration, units outside the field, and lists of two lengths", () => {
    const field = [3], duration = 5;
    expect(() => eventList({times: [6], units: [0], field, duration})).toThrow("eventList: times must lie from 0 to 5 (ms), got 6");
    expect(() => eventList({times: [NaN], units: [0], field, duration})).toThrow("eventList: times");
    expect(() => eventList({times: [1], units: [3], field, duration})).toThrow("eventList: units must be whole numbers below 3 for field [3], got 3");
    expect(() => eventList({times: [1, 2], units: [0], field, duration})).toThrow("eventList: one unit for each time is needed, got 2 times and 1 units");
    expect(() => eventList({times: [], units: [], field, duration: NaN})).toThrow("eventList: duration must be at least 0 (ms), got NaN");
  });
});

describe("events", () => {
  it("gives n events at t dt for a count of n in step t", () => {
    const spikes = events(raster([2, 2], 0.5, Uint8Array.of(0, 2, 1, 0)));
    expect([...spikes.times]).toEqual([0, 0, 0.5]);
    expect([...spikes.units]).toEqual([1, 1, 0]);
    expect(spikes.duration).toBe(1);
  });
  it("lists the times of each unit", () => {
    const spikes = eventList({times: [1, 2, 4], units: [1, 0, 1], field: [3], duration: 5});
    expect(trains(spikes).map((train) => [...train])).toEqual([[2], [1, 4], []]);
  });
});
