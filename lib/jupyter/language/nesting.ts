/** @file How deeply a cell is nested: the compiler recurses, and its time grows with the square of the depth. */
import type TS from "typescript";
import {ts} from "./compiler.ts";

/** Levels beyond any that a person or a generator of sensible code writes. */
export const deepest = 500;
/** A long sum nests to the left, which the compiler mostly walks without recursing. */
const sum = 0.1;

/** Throws a RangeError if `file` is nested too deeply to be compiled in a sensible time. */
export function limitNesting(file: TS.SourceFile): void {
  if (file.text.length < deepest) return;
  const open: [node: TS.Node, depth: number][] = [[file, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (depth > deepest) throw new RangeError(`cell: must not be nested more than ${deepest} levels deep`);
    ts.forEachChild(node, (child) => void open.push([child, depth + step(node, child)]));
  }
}

function step(parent: TS.Node, child: TS.Node): number {
  return ts.isBinaryExpression(parent) && parent.left === child ? sum : 1;
}
