/** @file Turns of the event loop, in which an interrupt, a signal or a click is heard. */

/** Lets the event loop turn once. */
export const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

/** A way to pause: lets the event loop turn where it has not for `most` ms, and does nothing where it has. */
export function pauses(most = 50): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < most) return;
    await turn();
    last = performance.now();
  };
}
