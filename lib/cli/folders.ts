/** @file Where things lie: in a checkout of Spikebook, or on a machine where it is installed. */
import {existsSync, statSync} from "node:fs";
import {basename, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {homeFolder} from "../jupyter/install/paths.ts";

/** `lib` in a checkout, `dist` where it is installed. */
export const library = fileURLToPath(new URL("..", import.meta.url));

/** The checkout's folder, if we run from one. */
export function checkout(): string | undefined {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return basename(library) === "lib" && existsSync(join(root, "package.json")) ? root : undefined;
}

/** Where what can be made again is kept: `.cache` of the checkout, or the place that the system has for it. */
export function cacheFolder(variables: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const root = checkout();
  if (root) return join(root, ".cache");
  const set = variables["XDG_CACHE_HOME"];
  if (set) return join(set, "spikebook");
  if (platform === "win32") return join(variables["LOCALAPPDATA"] ?? join(homeFolder(), "AppData", "Local"), "spikebook", "Cache");
  return platform === "darwin" ? join(homeFolder(), "Library", "Caches", "spikebook") : join(homeFolder(), ".cache", "spikebook");
}

/** The notebooks to show where none are named: those of this folder, or the checkout's; as seen from where we are. */
export function defaultNotebooks(folder = process.cwd()): string {
  const candidates = [join(folder, "notebooks"), ...(checkout() ? [join(checkout()!, "notebooks")] : [])];
  const found = candidates.find((each) => existsSync(each) && statSync(each).isDirectory()) ?? folder;
  return relative(process.cwd(), found) || ".";
}

/** What notebooks read besides their own folder, in a checkout: data sets, and the packages that the lockfile names. */
export function dataFolders(): readonly string[] {
  const root = checkout();
  return root ? ["datasets", "package-lock.json"].map((name) => join(root, name)) : [];
}
