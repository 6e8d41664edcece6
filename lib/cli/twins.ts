/** @file `npm run twins`: compiles the AssemblyScript of `assembly` in `lib/engine` and `lib/tensor`, and writes the bytes that ship, as text in a module each. */
import {readdirSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {main as asc} from "assemblyscript/asc";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The rooms with twins. */
export const ROOMS = ["engine", "tensor"] as const;

/** Strict SIMD (no relaxed instruction), no runtime, no checks, memory given from outside. */
const options = ["--baseDir", root, "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert", "-O3"];

/** The bytes of all twins of a room in one module. @throws Error with the compiler's messages. */
export async function compileTwins(room: (typeof ROOMS)[number]): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const files = readdirSync(new URL(`../${room}/assembly`, import.meta.url)).filter((name) => name.endsWith(".ts")).sort().map((name) => `lib/${room}/assembly/${name}`);
  const {error, stderr} = await asc([...files, ...options, "--outFile", "twins.wasm"], {
    writeFile: (name, contents) => { if (name.endsWith(".wasm")) binary = contents as Uint8Array; }
  });
  if (error || !binary) throw new Error(`twins: the AssemblyScript does not compile\n${stderr.toString()}`);
  return binary;
}

/** The module that ships. */
export const moduleOf = (binary: Uint8Array): string => `/** @file The bytes of \`assembly/\`, compiled by \`npm run twins\`; a test compiles them again and compares. */
export const bytes = "${Buffer.from(binary).toString("base64")}";
`;

if (import.meta.main) {
  for (const room of ROOMS) {
    const binary = await compileTwins(room);
    writeFileSync(new URL(`../${room}/bytes.ts`, import.meta.url), moduleOf(binary));
    console.log(`twins of ${room}: ${binary.length} bytes`);
  }
}
