/** @file `npm run reproduce [-- NAME…] [--full]`: runs `test/reproduce/NAME.reproduce.ts`, each in a process of its own, one after the other. */
import {spawnSync} from "node:child_process";
import {globSync} from "node:fs";
import {basename, join} from "node:path";

const folder = import.meta.dirname;
const known = globSync("*.reproduce.ts", {cwd: folder}).map((file) => basename(file, ".reproduce.ts")).sort();
const options = process.argv.slice(2).filter((word) => word.startsWith("--")), wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = [...wanted.filter((name) => !known.includes(name)), ...options.filter((option) => option !== "--full")];
if (unknown.length > 0) {
  console.error(`reproduce: no reproduction ${unknown.join(", ")}; there are ${known.join(", ")}, and --full for their full size`);
  process.exit(2);
}
let worst = 0;
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n## ${name}\n`);
  const {status} = spawnSync(process.execPath, [...process.execArgv, join(folder, `${name}.reproduce.ts`), ...options], {stdio: "inherit"});
  worst = Math.max(worst, status ?? 1);
}
process.exit(worst);
