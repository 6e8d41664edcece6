import {describe, expect, it} from "vitest";
import type {ModuleName} from "../../lib/cli/twins.ts";
import {compileTwins, MODULES} from "../../lib/cli/twins.ts";
import {bytes as engine} from "../../lib/engine/bytes.ts";
import {bytes as relaxed} from "../../lib/engine/relaxed-bytes.ts";
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
