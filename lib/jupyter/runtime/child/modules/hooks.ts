/** @file Hooks into Node's loader: local TypeScript, versions, and cells as importers. */
import module, {createRequire} from "node:module";
import {remember} from "../errors/cells.ts";
import {fromCell, resolving} from "./resolve.ts";
import type {Context, Next, Resolved} from "./resolve.ts";
import {startThreadHooks} from "./thread-loader.ts";
import type {ThreadHooks} from "./thread-loader.ts";
import {isTypeScript, transpile} from "./transpile.ts";
import {refresh} from "./versions.ts";

interface Loaded {
  readonly format: string;
  readonly source?: unknown;
  readonly shortCircuit?: boolean;
}
type NextLoad = (url: string, context: object) => Loaded;
type Register = (hooks: {readonly resolve: typeof resolve; readonly load: typeof load}) => void;

function resolve(specifier: string, context: Context, next: Next): Resolved {
  const steps = resolving(specifier, context, next);
  let step = steps.next();
  while (!step.done) step = steps.next(step.value as Resolved);
  return step.value;
}

function load(url: string, context: object, next: NextLoad): Loaded {
  if (!isTypeScript(url)) return next(url, context);
  const {format, source, code, map} = transpile(url);
  remember(url, source, code, map);
  return {format, source: code, shortCircuit: true};
}

const require = createRequire(import.meta.url);
/** Node before 22.15 has its hooks in a thread. */
let thread: ThreadHooks | undefined;

export function installHooks(): void {
  const {registerHooks} = module as unknown as {registerHooks?: Register};
  if (registerHooks && !process.env["SPIKEBOOK_THREAD_HOOKS"]) registerHooks({resolve, load});
  else thread = startThreadHooks();
}

function forget(paths: Iterable<string>): void {
  for (const path of paths) delete require.cache[path];
}

/** Local files that have changed are loaded anew from now on: at once, but where the hooks have a thread of their own. */
export function forgetChanged(): void | Promise<void> {
  return thread ? thread.changed().then(forget) : forget(refresh());
}

/** Imports as from a file in the folder `parent` (a URL), with local files as they are now. */
export async function importFrom(parent: string, specifier: string): Promise<unknown> {
  if (thread) await forgetChanged();
  else forget(refresh());
  try {
    return await import(`${fromCell}${parent}|${specifier}`);
  } finally {
    thread?.catchUp();
  }
}
