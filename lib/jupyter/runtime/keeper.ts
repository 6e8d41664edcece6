/** @file Keeps a child process at hand: a fresh one for each that goes, but none at once after one that did not even start. */
import {startRuntime} from "./runtime.ts";
import type {Runtime, RuntimeOptions} from "./runtime.ts";

export interface Keeper {
  /** The process of the moment. */
  current(): Runtime;
  /** Before a cell: where the last process could not start (its folder was missing, say), one more attempt. */
  ensure(): void;
  /** Ends the process and takes a fresh one. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** `options.gone` is called when a fresh process is there already. */
export function keepRuntime(options: RuntimeOptions): Keeper {
  let down = false;
  let current = start();

  function start(): Runtime {
    let started = false;
    const gone: RuntimeOptions["gone"] = (failure) => {
      if (started) current = start();
      else down = true;
      options.gone(failure);
    };
    const runtime = startRuntime({...options, gone});
    runtime.ready.then(() => (started = true), () => {});
    return runtime;
  }

  return {
    current: () => current,
    ensure() {
      if (down) current = start();
      down = false;
    },
    async renew() {
      const old = current;
      current = start();
      await Promise.all([old.close(), current.ready]);
    },
    close: () => current.close()
  };
}
