/** @file Finds a sibling module's file whether we run from source (`.ts`) or from the build (`.js`). */

/** The URL of module `path` (without extension) beside the module at `base`, with the extension that `base` has. */
export function moduleUrl(path: string, base: string): URL {
  return new URL(path + base.slice(base.lastIndexOf(".")), base);
}

/** Node's arguments for a child process that runs our own modules. */
export const nodeArguments: readonly string[] = import.meta.url.endsWith(".ts")
  ? ["--conditions=spikebook-source", "--disable-warning=ExperimentalWarning"]
  : ["--disable-warning=ExperimentalWarning"];
