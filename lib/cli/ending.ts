/** @file When a server ends: at Ctrl-C, which asks once while kernels are at work. */

/** How long the question stands, ms. */
const patience = 5000;

export interface EndingOptions {
  /** How many kernels are at work. */
  readonly busy: () => number;
  readonly say: (text: string) => void;
  /** Whether a person is there to be asked. */
  readonly ask: boolean;
  /** Where signals come from. */
  readonly signals?: Pick<NodeJS.EventEmitter, "on">;
  readonly exit?: (code: number) => void;
  readonly now?: () => number;
}

/** Resolves when the server is to end in good order; one more Ctrl-C after that ends it at once. */
export function ending({busy, say, ask, signals = process, exit = process.exit, now = () => performance.now()}: EndingOptions): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>();
  let asked = -Infinity;
  let done = false;
  const end = (): void => {
    if (done) return exit(130);
    done = true;
    resolve();
  };
  const interrupt = (): void => {
    const working = busy();
    if (done || !ask || working === 0 || now() - asked < patience) return end();
    asked = now();
    say(`\n${working === 1 ? "a kernel is" : `${working} kernels are`} at work: Ctrl-C once more ends the server and all kernels`);
  };
  signals.on("SIGINT", interrupt);
  for (const signal of ["SIGTERM", "SIGHUP"]) signals.on(signal, end);
  return promise;
}
