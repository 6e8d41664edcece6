/** @file How long a kernel process lives: signals, and the death of the process that started it. */

export interface LifetimeOptions {
  readonly interrupt: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** How often the parent is looked at, ms. */
const interval = 1000;

/**
 * SIGINT interrupts the cell; SIGTERM and SIGHUP end the session, and so does the parent's death where Jupyter has
 * said that the kernel is its child (`JPY_PARENT_PID`).
 */
export function watchLifetime({interrupt, close, log}: LifetimeOptions): void {
  process.on("SIGINT", () => void interrupt());
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => void close());
  // Whoever read what we log may be gone: then there is no one to tell.
  process.stderr.on("error", () => {});
  // A fault of ours must not cost the person the session.
  process.on("uncaughtException", (error) => log(`an error in the kernel itself: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => log(`an error in the kernel itself: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`));
  if (process.env["JPY_PARENT_PID"] !== undefined) watchParent(close);
}

function watchParent(close: () => Promise<void>): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && alive(parent)) return;
    clearInterval(timer);
    void close();
  }, interval);
  timer.unref();
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
