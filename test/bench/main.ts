/** @file `npm run bench [-- NAME…]`: runs the benchmarks `test/bench/NAME.bench.ts`, each in a process of its own, one after the other. */
import {spawnSync} from "node:child_process";
import {globSync} from "node:fs";
import {basename, join} from "node:path";

const folder = import.meta.dirname;
const known = globSync("*.bench.ts", {cwd: folder}).map((file) => basename(file, ".bench.ts")).sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: no benchmark ${unknown.join(", ")}; there are ${known.join(", ")}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n## ${name}\n`);
  const {status} = spawnSync(process.execPath, [...process.execArgv, join(folder, `${name}.bench.ts`)], {stdio: "inherit"});
  if (status !== 0) process.exit(status ?? 1);
}
