/** @file Ctrl-C: the first ends the work in good order, the second ends it at once. */

export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  done(): void;
}

export function interruption(): Interruption {
  const control = new AbortController();
  const stop = (): void => {
    if (control.signal.aborted) process.exit(130);
    control.abort(new Error("interrupted"));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  return {signal: control.signal, done: () => signals.forEach((signal) => process.off(signal, stop))};
}
