/** @file Runs a script of package.json on a fresh clone: installs from the lockfile if needed, then goes on under the pinned Node. */
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {delimiter, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".spikebook-lock");
const node = ["--conditions=spikebook-source", "--disable-warning=ExperimentalWarning"];
const typescript = join(root, "node_modules", "typescript", "bin", "tsc");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/** What each script runs, in order; what follows the script's name on the command line goes to the last. */
const scripts = {
  start: [["lib/cli/spikebook.ts", "start"]],
  check: [[typescript, "--project", "tsconfig.json"]],
  test: [
    [typescript, "--project", "tsconfig.json"],
    [vitest, "run", "--config", "test/vitest.config.ts"]
  ],
  bench: [["test/bench/main.ts"]],
  reproduce: [["test/reproduce/main.ts"]],
  notebooks: [["lib/cli/spikebook.ts", "run", "--check", "notebooks"]],
  pages: [["lib/cli/spikebook.ts", "pages"]],
  build: [["lib/cli/build.ts"]],
  twins: [["lib/cli/twins.ts"]]
};

function lockHash() {
  return createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
}

function installed() {
  return existsSync(join(bin, "node")) && existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash();
}

function run(command, args, options = {}) {
  const {status, signal, error} = spawnSync(command, args, {cwd: root, stdio: "inherit", ...options});
  if (error) throw error;
  if (signal) process.kill(process.pid, signal);
  return status ?? 1;
}

function install() {
  if (installed()) return;
  console.log(existsSync(bin) ? "spikebook: the lockfile has changed; installing (npm ci)" : "spikebook: first run here; installing (npm ci)");
  const windows = process.platform === "win32";
  const status = run(windows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {shell: windows});
  if (status !== 0) {
    console.error("spikebook: npm ci failed; the message above says why");
    process.exit(status);
  }
  writeFileSync(stamp, lockHash());
}

const [name = "", ...rest] = process.argv.slice(2);
const steps = scripts[name];
if (!steps) {
  console.error(`spikebook: no script ${JSON.stringify(name)}; there are ${Object.keys(scripts).join(", ")}`);
  process.exit(2);
}
// Ctrl-C is for the step, which may ask before it ends: we wait for it.
process.on("SIGINT", () => {});
install();
// Every process and worker of ours finds the sources compiled: a kernel, or a worker of the engine, else strips the types of each file anew.
const env = {NODE_COMPILE_CACHE: join(root, ".cache", "compiled"), ...process.env, PATH: bin + delimiter + process.env.PATH};
for (const [i, step] of steps.entries()) {
  const extra = i === steps.length - 1 ? rest : [];
  const status = run(join(bin, "node"), [...node, ...step, ...extra], {env});
  if (status !== 0) process.exit(status);
}
