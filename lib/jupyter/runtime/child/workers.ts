/** @file Worker threads of cells: an interrupt ends those that its cell started. */
import {createRequire, syncBuiltinESMExports} from "node:module";
import type {Worker} from "node:worker_threads";
import type {Origin} from "../../engine.ts";
import {onInterrupt} from "./interruption.ts";
import {currentOrigin} from "./origin.ts";

const workers = new Map<Worker, Origin>();

/** Puts a Worker that knows its cell in the place of Node's: a loop in one hears no interrupt, and outlives the code that waits for it. */
export function overrideWorkers(): void {
  const module = createRequire(import.meta.url)("node:worker_threads") as {Worker: typeof Worker};
  const followed = class extends module.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.set(this, currentOrigin());
      this.once("exit", () => void workers.delete(this));
    }
  };
  module.Worker = Object.defineProperty(followed, "name", {value: "Worker"});
  syncBuiltinESMExports();
  onInterrupt((origin) => {
    for (const [worker, of] of workers) if (of === origin) void worker.terminate();
  });
}
