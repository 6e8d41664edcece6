/** @file Messages between a thread and its workers, by `worker_threads` in Node and by Web Workers in a browser. */

/** A worker as its owner sees it. */
export interface Hand {
  send(message: unknown): void;
  /** Whether Node waits for it: while it has work. */
  hold(busy: boolean): void;
  /** Ends it, whatever it is doing; resolves when it is gone. */
  end(): Promise<void>;
}

export interface Listener {
  message(message: unknown): void;
  /** It died, or could not begin. */
  died(why: string): void;
}

const threads = (): typeof import("node:worker_threads") | undefined =>
  typeof process === "undefined" ? undefined : process.getBuiltinModule?.("node:worker_threads");

/** Inside a worker: hears its owner, and answers. */
export function port(hear: (message: unknown) => void): {send(message: unknown): void} {
  const parent = threads()?.parentPort;
  if (parent) {
    parent.on("message", hear);
    return {send: (message) => parent.postMessage(message)};
  }
  const scope = globalThis as unknown as {onmessage: ((event: {data: unknown}) => void) | null; postMessage(message: unknown): void};
  scope.onmessage = ({data}) => hear(data);
  return {send: (message) => scope.postMessage(message)};
}

interface WebWorker {
  onmessage: ((event: {data: unknown}) => void) | null;
  onerror: ((event: {message?: string}) => void) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** Starts a worker from the module at `url`. One that has no work does not keep Node alive. */
export function hand(url: URL, {message, died}: Listener): Hand {
  const node = threads();
  if (node) return nodeHand(node, url, {message, died});
  const worker = new (globalThis as unknown as {Worker: new (url: URL, options: {type: "module"}) => WebWorker}).Worker(url, {type: "module"});
  worker.onmessage = ({data}) => message(data);
  worker.onerror = ({message: why}) => died(why ?? "it could not begin");
  return {
    send: (order) => worker.postMessage(order),
    hold: () => undefined,
    end: () => {
      worker.terminate();
      return Promise.resolve();
    }
  };
}

/** The environment of a worker: where this thread keeps compiled modules, it finds them too (27 instead of 80 ms from source). */
function surroundings(): NodeJS.ProcessEnv {
  const kept = process.getBuiltinModule("node:module").getCompileCacheDir?.();
  return kept === undefined ? process.env : {...process.env, NODE_COMPILE_CACHE: process.getBuiltinModule("node:path").dirname(kept)};
}

function nodeHand({Worker}: typeof import("node:worker_threads"), url: URL, {message, died}: Listener): Hand {
  const worker = new Worker(url, {env: surroundings(), execArgv: url.pathname.endsWith(".ts") ? ["--disable-warning=ExperimentalWarning"] : []});
  let ending = false;
  worker.unref();
  worker.on("message", message);
  worker.on("error", (error) => died(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => { if (!ending) died(`it ended with code ${code}`); });
  return {
    send: (order) => worker.postMessage(order),
    hold: (busy) => void (busy ? worker.ref() : worker.unref()),
    async end() {
      ending = true;
      await worker.terminate();
    }
  };
}
