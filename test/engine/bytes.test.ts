import {describe, expect, it} from "vitest";
import type {ModuleName} from "../../lib/cli/twins.ts";
import {compileTwins, MODULES} from "../../lib/cli/twins.ts";
import {bytes as engine} from "../../lib/engine/bytes.ts";
import {instance} from "../../lib/engine/kernels.ts";
import {bytes as relaxed} from "../../lib/engine/relaxed-bytes.ts";
import {room} from "../../lib/engine/slots.ts";
import {bytes as tensor} from "../../lib/tensor/bytes.ts";
import {decoded} from "../../lib/tensor/webassembly.ts";

const shipped = {engine, relaxed, tensor};

describe.each(Object.keys(MODULES) as ModuleName[])("the twins of %s", (name) => {
  it("ship the bytes that their source compiles to", async () => {
    expect(Buffer.from(await compileTwins(name)).equals(decoded(shipped[name]))).toBe(true);
  }, 120_000);
  it("need nothing but a memory", () => {
    const module = new WebAssembly.Module(decoded(shipped[name]));
    expect(WebAssembly.Module.imports(module)).toEqual([{module: "env", name: "memory", kind: "memory"}]);
  });
});

it("keep their constants below the first address that is given out", () => {
  const {memory} = instance(1 << 16, "relaxed"), all = new Uint8Array(memory.buffer), first = room().take(1);
  expect(all.subarray(0, first).some((byte) => byte !== 0)).toBe(true);
  expect(all.subarray(first).every((byte) => byte === 0)).toBe(true);
});
