/** @file The names that every cell has without importing them. */
import type {World} from "./program.ts";

/** Declared by the display module; in the outermost scope, so that a cell may use any of them for itself. */
const names = ["display", "clearOutput", "progress", "input", "openComm", "onComm", "slider", "select", "checkbox", "text", "button"];

/** A cell before the first: the imports that a cell would otherwise write. */
export function preludeCode(world: World): string {
  const from = "spikebook/display";
  const found = world.resolution.module(from, import.meta.filename, 99).resolvedModule;
  return found ? `import {${names.join(", ")}} from "${from}";` : "";
}
