/** @file Stack traces as cells see them: places of the TypeScript, no frame of ours or of Node's inside. */
import {mapped} from "./cells.ts";

// Everything of the kernel's, whether it runs from source or from the build.
const ours = new URL("../../../", import.meta.url).href;

function header(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function hidden(site: string | undefined): boolean {
  return site !== undefined && (site.includes(ours) || /\bnode:/.test(site));
}

/** Frames of the reader's own making; `new Promise` and the like go with the frame that called them. */
function shown(site: string, i: number, sites: readonly string[]): boolean {
  return !hidden(site) && !(/<anonymous>\)?$/.test(site) && hidden(sites[i + 1])) && !(site.startsWith("new Promise") && i === sites.length - 1);
}

export function formatStack(error: unknown, sites: readonly NodeJS.CallSite[]): string {
  const frames = sites.map(String).filter(shown).map((site) => `    at ${mapped(site)}`);
  return [header(error), ...frames].join("\n");
}

/** From now on `error.stack` speaks of the source. */
export function overrideStacks(): void {
  Error.stackTraceLimit = 50;
  Object.defineProperty(Error, "prepareStackTrace", {value: formatStack, writable: true, configurable: true, enumerable: false});
}
