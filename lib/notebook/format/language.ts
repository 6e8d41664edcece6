/** @file Whether a notebook is ours to run: TypeScript, under whatever kernel's name. */
import {NotebookError, type Metadata, type Notebook} from "./document.ts";

/**
 * Passes a notebook whose metadata name TypeScript, or name no language at all.
 *
 * @throws NotebookError if they name another language.
 */
export function requireTypeScript({metadata}: Pick<Notebook, "metadata">, name: string): void {
  const spec = (metadata["kernelspec"] ?? {}) as Metadata;
  const info = (metadata["language_info"] ?? {}) as Metadata;
  const language = [spec["language"], info["name"]].find((each): each is string => typeof each === "string" && each !== "");
  if (language === undefined ? otherKernel(spec["name"]) : language.toLowerCase() !== "typescript") {
    const kernel = typeof spec["name"] === "string" ? ` (kernel ${JSON.stringify(spec["name"])})` : "";
    throw new NotebookError(`${name}: must be a TypeScript notebook, got ${language ?? "another language"}${kernel}; choose the Spikebook kernel in it, or run it with: jupyter execute`);
  }
}

/** A kernel that names no language is ours only by its name. */
function otherKernel(kernel: unknown): boolean {
  return typeof kernel === "string" && !["spikebook", "tslab"].includes(kernel);
}
