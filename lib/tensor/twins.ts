/** @file The twins of `assembly/` in WebAssembly: compiled once, and an instance for each memory. */
import {bytes} from "./bytes.ts";
import {decoded} from "./webassembly.ts";

export interface Twins {
  readonly keys: (first: number, count: number, k0: number, k1: number, to: number) => void;
  readonly coins: (keys: number, limits: number, count: number, block: number, blocks: number, to: number) => void;
  readonly addRows: (rows: number, count: number, size: number) => void;
  readonly integrateRows: (blocks: number, count: number, size: number, sums: number, u: number, jump: number, threshold: number, fired: number, list: number) => number;
  readonly memory: WebAssembly.Memory;
}

let module: WebAssembly.Module | undefined;

/** An instance with at least `size` bytes of memory, all 0. */
export function twins(size: number): Twins {
  const memory = new WebAssembly.Memory({initial: Math.ceil(size / 65536)});
  module ??= new WebAssembly.Module(decoded(bytes));
  return {...(new WebAssembly.Instance(module, {env: {memory}}).exports as unknown as Omit<Twins, "memory">), memory};
}
