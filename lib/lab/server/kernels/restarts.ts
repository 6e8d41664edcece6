/** @file How often a kernel that dies is started again: not without end. */

export interface Restarts {
  /** Notes a death; says whether another start is worth it. */
  again(): boolean;
}

/** At most `most` deaths in `span` ms. */
export function restarts(most = 5, span = 60_000, now: () => number = () => performance.now()): Restarts {
  let deaths: number[] = [];
  return {
    again() {
      deaths = [...deaths.filter((at) => now() - at < span), now()];
      return deaths.length <= most;
    }
  };
}
