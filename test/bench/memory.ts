/** @file How much memory a process and all that it has started hold. */
import {readFileSync, readdirSync} from "node:fs";

/**
 * Proportional set size of the process `root` and its descendants, MB: shared pages are counted once among those who share them.
 * `NaN` where there is no `/proc`.
 */
export function treeMemoryMb(root: number): number {
  try {
    return tree(root).reduce((sum, pid) => sum + pssKb(pid), 0) / 1024;
  } catch {
    return NaN;
  }
}

function tree(root: number): number[] {
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)] as const);
  const below = (pid: number): number[] => [pid, ...parents.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child))];
  return below(root);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return -1;
  }
}

function pssKb(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? NaN);
}
