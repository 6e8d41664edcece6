/** @file Child processes of cells: what they write to our fd 1 and 2 keeps its place, and an interrupt ends those of its cell. */
import {createRequire, syncBuiltinESMExports} from "node:module";
import type {ChildProcess} from "node:child_process";
import type {Origin} from "../../engine.ts";
import {barrier} from "./channel.ts";
import {onInterrupt} from "./interruption.ts";
import {currentOrigin} from "./origin.ts";

type Run = (...args: unknown[]) => unknown;
const children = new Map<ChildProcess, Origin>();

/** `run` between two barriers: what it writes to fd 1 and 2 stays between what comes before and after. */
function fenced(run: Run): Run {
  const replaced = (...args: unknown[]): unknown => {
    barrier();
    try {
      return run(...args);
    } finally {
      barrier();
    }
  };
  return Object.defineProperty(replaced, "name", {value: run.name});
}

function followed(run: Run, after: typeof import("node:child_process")): Run {
  const replaced = (...args: unknown[]): unknown => {
    barrier();
    const child = run(...args) as ChildProcess;
    if (!(child instanceof after.ChildProcess)) return child;
    children.set(child, currentOrigin());
    const over = (): void => {
      if (children.delete(child)) barrier();
    };
    child.prependOnceListener("exit", over);
    child.prependOnceListener("error", over);
    return child;
  };
  return Object.defineProperties(replaced, Object.getOwnPropertyDescriptors(run));
}

export function overrideProcesses(): void {
  const module = createRequire(import.meta.url)("node:child_process") as typeof import("node:child_process") & Record<string, Run>;
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) Object.assign(module, {[name]: fenced(module[name] as Run)});
  for (const name of ["spawn", "fork", "exec", "execFile"] as const) Object.assign(module, {[name]: followed(module[name] as Run, module)});
  syncBuiltinESMExports();
  onInterrupt((origin) => {
    for (const [child, of] of children) if (of === origin) child.kill("SIGINT");
  });
}
