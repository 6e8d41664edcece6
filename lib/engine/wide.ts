/** @file Vectors of 256 bits, where V8 can be asked for them. */

/** The first major version of Node whose V8 joins vectors as the twins' tests have seen it. */
const SINCE = 24;

/**
 * Asks V8 to join neighbouring vectors of 128 bits to vectors of 256, where the processor has them: the same operations in the same order, hence the same
 * bits, sooner. V8 calls it an experiment (`--experimental-wasm-revectorize`), so nobody is given it unasked. It holds for the whole process with all its
 * workers, and for WebAssembly that is optimised from then on: ask before the engine's first use.
 *
 * @returns Whether it was asked for: in Node 24 and later. A browser and an older Node stay as they are.
 */
export function widen(): boolean {
  const v8 = typeof process === "undefined" ? undefined : process.getBuiltinModule?.("node:v8");
  if (!v8 || Number(process.versions.node.split(".")[0]) < SINCE) return false;
  v8.setFlagsFromString("--experimental-wasm-revectorize");
  return true;
}
