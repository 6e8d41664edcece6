/** @file From a run to what its page is made of. */
import type {Exported} from "../notebook/export/pages.ts";
import type {JobResult} from "../notebook/run/job.ts";
import {failureOf} from "../notebook/run/result.ts";

/** Nothing for a notebook that was refused. */
export function exported(result: JobResult, timings = false): readonly Exported[] {
  const {path, notebook, cells} = result;
  if (!notebook) return [];
  const failed = failureOf(result);
  return [{
    path, notebook,
    ...(failed && {failure: `${failed.failure!.place ?? `cell ${failed.cell}`}: ${failed.failure!.message.split("\n")[0]!}`}),
    ...(timings && {timings: Object.fromEntries(cells.filter(({span}) => span).map(({id, time}) => [id, time]))})
  }];
}
