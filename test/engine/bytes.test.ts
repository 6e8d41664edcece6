import {expect, it} from "vitest";
import {compileTwins} from "../../lib/cli/twins.ts";
import {bytes} from "../../lib/engine/bytes.ts";
import {decoded} from "../../lib/engine/kernels.ts";

it("ships the bytes that its source compiles to", async () => {
  expect(Buffer.from(await compileTwins()).equals(decoded(bytes))).toBe(true);
}, 120_000);

it("needs nothing but a memory", () => {
  const module = new WebAssembly.Module(decoded(bytes));
  expect(WebAssembly.Module.imports(module)).toEqual([{module: "env", name: "memory", kind: "memory"}]);
});
