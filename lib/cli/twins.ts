/** @file `npm run twins`: compiles the AssemblyScript of `assembly` in `lib/engine` and `lib/tensor`, and writes the bytes that ship, as text in a module each. */
import {readdirSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {main as asc} from "assemblyscript/asc";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The modules that ship: the twins of a room, all of them or some; strict, or with instructions that are looser than the standard's arithmetic. */
export const MODULES = {
  engine: {folder: "engine", to: "bytes.ts", only: undefined, relaxed: false},
  relaxed: {folder: "engine", to: "relaxed-bytes.ts", only: ["fresh.ts", "pullback.ts", "weights.ts"], relaxed: true},
  tensor: {folder: "tensor", to: "bytes.ts", only: undefined, relaxed: false}
} as const;
export type ModuleName = keyof typeof MODULES;

/** No runtime, no checks, memory given from outside; what constants need lies below the first address that is given out. */
const options = ["--baseDir", root, "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert", "-O3"];

/** The bytes of a module. @throws Error with the compiler's messages. */
export async function compileTwins(name: ModuleName): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const {folder, only, relaxed} = MODULES[name], all = only ?? readdirSync(new URL(`../${folder}/assembly`, import.meta.url)).filter((file) => file.endsWith(".ts")).sort();
  const {error, stderr} = await asc([...all.map((file) => `lib/${folder}/assembly/${file}`), ...options, ...(relaxed ? ["--enable", "relaxed-simd", "--memoryBase", "1024"] : ["--memoryBase", "64"]), "--outFile", "twins.wasm"], {
    writeFile: (file, contents) => { if (file.endsWith(".wasm")) binary = contents as Uint8Array; }
  });
  if (error || !binary) throw new Error(`twins: the AssemblyScript does not compile\n${stderr.toString()}`);
  return binary;
}

/** The module that ships. */
export const moduleOf = (binary: Uint8Array): string => `/** @file The bytes of \`assembly/\`, compiled by \`npm run twins\`; a test compiles them again and compares. */
export const bytes = "${Buffer.from(binary).toString("base64")}";
`;

if (import.meta.main) {
  for (const name of Object.keys(MODULES) as ModuleName[]) {
    const binary = await compileTwins(name), {folder, to} = MODULES[name];
    writeFileSync(new URL(`../${folder}/${to}`, import.meta.url), moduleOf(binary));
    console.log(`twins of ${name}: ${binary.length} bytes`);
  }
}
