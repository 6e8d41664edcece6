/** @file Cells wait for one another. */
import {setTimeout} from "node:timers/promises";

export interface Job {
  run(): Promise<void>;
  /** Called instead of `run` where an earlier job has failed. */
  abort(): void;
}

export interface Queue {
  add(job: Job): void;
  /** Takes away all that wait now; what is added later is not concerned. */
  take(): readonly Job[];
}

/** Runs one job after the other, in the order in which they came. */
export function queue(): Queue {
  let waiting: Job[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    for (let job = waiting.shift(); job; job = waiting.shift()) await job.run();
    busy = false;
  }

  return {
    add(job) {
      waiting.push(job);
      if (!busy) void drain();
    },
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    }
  };
}

/** What a front end sends at once may need so long to arrive, ms: on a busy machine its messages come in several turns. */
const spread = 30;

/** Lets messages that were sent together be read. */
export const arrivals = (): Promise<void> => setTimeout(spread);
