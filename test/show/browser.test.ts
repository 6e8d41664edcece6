import {readFileSync, readdirSync} from "node:fs";
import {describe, expect, it} from "vitest";

describe("show", () => {
  it("draws by values alone: it imports neither plotly nor a browser's or Node's interface", () => {
    for (const file of readdirSync("lib/show")) {
      const source = readFileSync(`lib/show/${file}`, "utf8");
      expect(source).not.toMatch(/from "(plotly|node:)|\b(document|window|globalThis)\./);
    }
  });
});
