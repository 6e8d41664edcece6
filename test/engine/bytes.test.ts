import {describe, expect, it} from "vitest";
import {compileTwins, ROOMS} from "../../lib/cli/twins.ts";
import {bytes as engine} from "../../lib/engine/bytes.ts";
import {bytes as tensor} from "../../lib/tensor/bytes.ts";
import {decoded} from "../../lib/tensor/webassembly.ts";

const shipped = {engine, tensor};

describe.each(ROOMS)("the twins of %s", (room) => {
  it("ship the bytes that their source compiles to", async () => {
    expect(Buffer.from(await compileTwins(room)).equals(decoded(shipped[room]))).toBe(true);
  }, 120_000);
  it("need nothing but a memory", () => {
    const module = new WebAssembly.Module(decoded(shipped[room]));
    expect(WebAssembly.Module.imports(module)).toEqual([{module: "env", name: "memory", kind: "memory"}]);
  });
});
