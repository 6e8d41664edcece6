import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {cacheFolder} from "../../lib/cli/folders.ts";

describe("cacheFolder", () => {
  it("lies in the checkout, where there is one", () => {
    expect(cacheFolder()).toBe(join(import.meta.dirname, "..", "..", ".cache"));
  });
});
