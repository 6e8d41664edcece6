import {describe, expect, it} from "vitest";
import {nodeProblem} from "../../lib/cli/node-version.ts";

describe("nodeProblem", () => {
  it.each(["22.12.0", "22.21.1", "24.0.0", "26.1.0"])("accepts Node %s", (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });
  it.each(["18.20.4", "20.20.2", "22.11.0"])("says what Node %s lacks", (version) => {
    expect(nodeProblem(version)).toContain(`Node must be 22.12 or newer, got ${version}`);
  });
});
