/**
 * @file The packages of the page: installed at the first start of the lab, apart from those of the library.
 *
 * They are 400 packages and 430 MB, of which a browser gets 20: whoever only uses the kernel never has them. They lie
 * in the cache beside what is built from them, not in the library's own `node_modules`, and come from their own lockfile.
 */
import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

/** What is read here and is not compiled: the packages' lockfile and the sources of the page. */
export const assets = fileURLToPath(new URL("assets", import.meta.url));

const manifests = ["package.json", "package-lock.json"] as const;
const stampOf = (folder: string): string => join(folder, "node_modules", ".spikebook-lock");

function lockHash(): string {
  const hash = createHash("sha256");
  for (const name of manifests) hash.update(readFileSync(join(assets, name)));
  return hash.digest("hex");
}

/** Whether the packages lie in `folder` as the lockfile says. */
export function packagesReady(folder: string): boolean {
  return existsSync(stampOf(folder)) && readFileSync(stampOf(folder), "utf8") === lockHash();
}

/**
 * Installs the packages in `folder`, unless they are there.
 *
 * @param progress is told a line now and then.
 * @throws Error with npm's last words if it fails.
 */
export async function installPackages(folder: string, progress: (text: string) => void): Promise<void> {
  if (packagesReady(folder)) return;
  mkdirSync(folder, {recursive: true});
  for (const name of manifests) cpSync(join(assets, name), join(folder, name));
  const begun = performance.now();
  const tell = (): void => progress(`lab: installing JupyterLab's packages, once (npm ci, 430 MB): ${Math.round((performance.now() - begun) / 1000)} s`);
  tell();
  const ticking = setInterval(tell, 1000);
  try {
    await npmCi(folder);
  } finally {
    clearInterval(ticking);
  }
  writeFileSync(stampOf(folder), lockHash());
}

/** No package needs its install script here, so none runs. */
function npmCi(cwd: string): Promise<void> {
  const windows = process.platform === "win32";
  const child = spawn(windows ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {cwd, shell: windows, stdio: ["ignore", "pipe", "pipe"]});
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => void (said = (said + text).slice(-4000)));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error("lab: npm could not be started; it comes with Node, see nodejs.org", {cause: error})));
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`lab: npm ci failed in ${cwd}; the first start needs the npm registry\n${said.trim()}`))));
  });
}
