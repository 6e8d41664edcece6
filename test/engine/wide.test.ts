/** @file With vectors of 256 bits every law of the engine holds, and the bits are those without. */
import {execFile} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import {setFlagsFromString} from "node:v8";
import {describe, expect, it} from "vitest";
import {widen} from "../../lib/engine/wide.ts";

// Optimised at first sight, since small networks end before V8 would look twice.
setFlagsFromString("--no-liftoff");
const asked = widen();

describe("wide vectors", () => {
  it("can be asked for in the Node of this run", () => expect(asked).toBe(true));
  it("leave every bit of a hundred steps as it was", async () => {
    const entry = join(import.meta.dirname, "hundred-steps.ts"), hashes = (flags: readonly string[]) => promisify(execFile)(process.execPath, [
      "--conditions=spikebook-source", "--no-liftoff", ...flags, "--input-type=module", "-e",
      `import {hashOf, names} from ${JSON.stringify(entry)}; for (const name of names) console.log(name, await hashOf(name, 2));`
    ]);
    const [plain, wide] = await Promise.all([hashes([]), hashes(["--experimental-wasm-revectorize"])]);
    expect(plain.stdout).toMatch(/(.+ [0-9a-f]{64}\n){2}/u);
    expect(wide.stdout).toBe(plain.stdout);
  });
});

await import("../laws/parity.test.ts");
await import("../laws/parity-gradient.test.ts");
await import("../laws/parity-real.test.ts");
