/** @file What cells find in the global scope: `__spikebook` for their emitted code, `require` and friends, display's names. */
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {alive, each, gate} from "./interruption.ts";
import {forgetChanged, importFrom} from "./modules/hooks.ts";
import {cellParent} from "./modules/resolve.ts";
import {variables} from "./variables.ts";

/** A front end asks for it as a user expression, and gets JSON. */
const shownVariables = (): object => ({[Symbol.for("Jupyter.display")]: () => ({"application/json": variables()})});

/** What the emitted code of cells calls, and what front ends ask for. */
function emitted(cwd: string): object {
  const parent = cellParent(cwd);
  const notebook = join(cwd, "notebook.ts");
  const url = pathToFileURL(notebook).href;
  const require = createRequire(url);
  const resolve = (specifier: string): string => (/^(?:node:|[./])/.test(specifier) ? new URL(specifier, url).href : pathToFileURL(require.resolve(specifier)).href);
  const meta = {url, filename: notebook, dirname: cwd, main: false, resolve};
  // An await of its own, so that a module that never loads can be interrupted.
  const load = (specifier: unknown): unknown => gate(importFrom(parent, String(specifier)));
  return Object.freeze({import: load, meta: Object.freeze(meta), gate, alive, each, variables: shownVariables});
}

/** Node's `require` for a file of the folder, with local files as they are now. */
function requireFrom(cwd: string): NodeJS.Require {
  const real = createRequire(join(cwd, "notebook.ts"));
  const fresh = (id: string): unknown => {
    void forgetChanged();
    return real(id);
  };
  return Object.assign(fresh, {resolve: real.resolve, cache: real.cache, extensions: real.extensions, main: real.main});
}

function define(name: string, value: unknown, more: PropertyDescriptor = {}): void {
  Object.defineProperty(globalThis, name, {value, writable: true, configurable: true, enumerable: false, ...more});
}

export function defineGlobals(cwd: string, names: Readonly<Record<string, unknown>>): void {
  define("__spikebook", emitted(cwd), {writable: false, configurable: false});
  define("require", requireFrom(cwd));
  define("__dirname", cwd);
  define("__filename", join(cwd, "notebook.ts"));
  for (const [name, value] of Object.entries(names)) define(name, value);
}
