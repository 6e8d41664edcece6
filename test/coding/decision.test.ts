import {describe, expect, it} from "vitest";
import {correlation, decisionTime, recognisedPart} from "../../lib/coding/decision.ts";
import {latency} from "../../lib/coding/latency.ts";
import {rate} from "../../lib/coding/rate.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

// Three pictures that differ in where their bright pixel is; by a linear latency code of 100 ms it fires at 25 ms.
const pictures = [0, 1, 2].map((bright) => tensor([3], [0, 1, 2].map((i) => (i === bright ? 0.75 : 0.25))));

describe("decisionTime", () => {
  it("is when the pixel that tells the pictures apart fires", () => {
    const code = latency({duration: 100}), sent = pictures.map((picture) => code.encode(picture));
    expect(decisionTime(code, pictures, sent, {moments: 100})).toBe(26);
  });
  it("does not count a recognition that is lost again", () => {
    const code = rate({process: "regular", duration: 100, maxRateHz: 100});
    const flipping = [{...code.encode(pictures[0]!), times: Float64Array.of(10, 50, 50.1), units: Uint32Array.of(0, 1, 1)}];
    expect(decisionTime(code, pictures.slice(0, 2), [flipping[0]!, code.encode(pictures[1]!)], {useful: 1, moments: 100})).toBe(Infinity);
  });
  it("never comes for pictures that are equal", () => {
    const code = latency({duration: 100}), twins = [pictures[0]!, pictures[0]!];
    expect(decisionTime(code, twins, twins.map((picture) => code.encode(picture)))).toBe(Infinity);
  });
});

describe("recognisedPart", () => {
  it("counts the pictures that correlate most with their own", () => {
    expect(recognisedPart(pictures, pictures)).toBe(1);
    expect(recognisedPart(pictures, [pictures[0]!, pictures[2]!, pictures[1]!])).toBeCloseTo(1 / 3, 12);
  });
});

describe("correlation", () => {
  it("is 1 for a picture made brighter, -1 for its negative, 0 for a flat one", () => {
    const x = Float64Array.of(0.1, 0.5, 0.2);
    expect(correlation(x, x.map((v) => 3 * v + 1))).toBeCloseTo(1, 12);
    expect(correlation(x, x.map((v) => -v))).toBeCloseTo(-1, 12);
    expect(correlation(x, new Float64Array(3))).toBe(0);
  });
});
