/** @file `npm run build`: the publishable package in `dist`, made beside it and then renamed. */
import {spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {rolldown} from "rolldown";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const fresh = join(root, `dist.${process.pid}`);

function compile(): void {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const {status} = spawnSync(process.execPath, [tsc, "--project", join(root, "lib"), "--outDir", fresh], {stdio: "inherit"});
  if (status !== 0) throw new Error("build: the library does not compile; the lines above say where");
}

/** What the modules read at run time and is not TypeScript: every `assets` folder of `lib`, at the same place. */
function copyAssets(folder = ""): void {
  for (const entry of readdirSync(join(root, "lib", folder), {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    if (entry.name === "assets") cpSync(join(root, "lib", path), join(fresh, path), {recursive: true});
    else copyAssets(path);
  }
}

/** Plotly's browser bundles, so that figures draw offline without the 100 MB of its package. */
function copyPlotly(): void {
  const from = dirname(require.resolve("plotly.js/dist/plotly.min.js"));
  mkdirSync(join(fresh, "assets"), {recursive: true});
  for (const name of ["plotly.min.js", "plotly-cartesian.min.js", "plotly-basic.min.js"]) cpSync(join(from, name), join(fresh, "assets", name));
  cpSync(join(from, "..", "LICENSE"), join(fresh, "assets", "plotly.LICENSE"));
}

/** What a worker of the engine runs, in one file: it is there in 4 instead of 22 ms. */
async function bundleWorker(): Promise<void> {
  const file = join(fresh, "engine", "worker.js"), bundle = await rolldown({input: file, platform: "neutral"});
  await bundle.write({file, format: "esm"});
  await bundle.close();
}

rmSync(fresh, {recursive: true, force: true});
try {
  compile();
  await bundleWorker();
  copyAssets();
  copyPlotly();
  rmSync(dist, {recursive: true, force: true});
  renameSync(fresh, dist);
} finally {
  if (existsSync(fresh)) rmSync(fresh, {recursive: true});
}
console.log("build: dist is ready");
