import {describe, expect, it} from "vitest";
import {phase} from "../../lib/coding/phase.ts";

describe("phase", () => {
  it("is weighted spikes unless an oscillation is asked for", () => {
    expect(phase().name).toBe("phase (weighted spikes)");
    expect(phase({bits: 4}).duration).toBe(4);
    expect(phase({kind: "oscillation", frequencyHz: 20, cycles: 1}).duration).toBe(50);
  });
});
