/** @file Remembers which request made which run, so that an output always names its own cell, however late it comes. */
import type {Origin} from "../engine.ts";
import {record} from "./fields.ts";
import type {Request} from "./publisher.ts";

/** Timers of older runs speak for the newest one. */
const remembered = 10_000;

export interface Run {
  readonly request: Request;
  /** Nothing of the run is shown. */
  readonly silent: boolean;
  /** Whether the asker can be asked. */
  readonly stdin: boolean;
  /** The n of `Out[n]`. */
  readonly number: number;
}

export interface Origins {
  add(run: Run): Origin;
  find(origin: Origin): Run | undefined;
  /** The newest run of a cell. */
  latest(): Run | undefined;
}

export function origins(): Origins {
  const runs = new Map<Origin, Run>();
  let next = 1;
  let latest: Run | undefined;
  return {
    add(run) {
      const origin = next++;
      runs.set(origin, light(run));
      if (run.request.message.header.msg_type === "execute_request") latest = runs.get(origin);
      if (runs.size > remembered) runs.delete(runs.keys().next().value!);
      return origin;
    },
    find: (origin) => runs.get(origin) ?? latest,
    latest: () => latest
  };
}

/** The run without its code and data, of which only the header is needed later. */
function light(run: Run): Run {
  const {request} = run;
  return {...run, request: {...request, message: {...request.message, content: record(undefined), metadata: {}, buffers: []}}};
}
