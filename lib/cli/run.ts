/** @file `spikebook run`: notebooks from top to bottom, without Jupyter. */
import {NotebookError} from "../notebook/format/document.ts";
import {findNotebooks, writeWhole} from "../notebook/format/files.ts";
import {writePages} from "../notebook/export/pages.ts";
import {runJob, type JobOptions, type JobResult} from "../notebook/run/job.ts";
import {inOrder} from "../notebook/run/pool.ts";
import {jobLine, jobsSummary, machineReport, slowest} from "../notebook/run/words.ts";
import {loadEngine} from "./engines.ts";
import {exported} from "./exported.ts";
import {interruption} from "./interruption.ts";
import {progressLine} from "./progress-line.ts";
import {readRunArguments, runHelp, type RunArguments} from "./run-options.ts";
import {stamp} from "./stamp.ts";

export async function run(args: readonly string[]): Promise<number> {
  const wanted = attempt(() => readRunArguments(args));
  if (wanted instanceof Error) return console.error(`${wanted.message}\nspikebook run --help says more.`), 2;
  if (wanted === "help") return console.log(runHelp), 0;
  const {signal, done} = interruption();
  try {
    return await perform(wanted, signal);
  } catch (error) {
    if (signal.aborted) return console.error("interrupted: the notebooks that were not finished are as they were"), 130;
    if (!(error instanceof NotebookError)) throw error;
    return console.error(error.message), 1;
  } finally {
    done();
  }
}

function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}

async function perform(wanted: RunArguments, signal: AbortSignal): Promise<number> {
  const paths = await findNotebooks(wanted.paths);
  const {check, tolerance, ...rest} = wanted;
  const results = await runAll(paths, wanted.jobs, {...rest, engine: await loadEngine({engine: wanted.engine}), signal, ...(check && {check: tolerance})});
  if (wanted.html !== undefined) console.log(`pages: ${await writePages(results.flatMap((result) => exported(result, wanted.timings)), {folder: wanted.html, stamp: stamp()})}`);
  if (wanted.report !== undefined) await writeWhole(wanted.report, machineReport(results));
  if (wanted.timings) console.log(`\n${slowest(results)}`);
  const summary = jobsSummary(results, tolerance);
  if (summary === "") return 0;
  console.error(`\n${summary}`);
  return 1;
}

/** Runs the notebooks and says, as they finish, how each went. */
export async function runAll(paths: readonly string[], jobs: number, options: JobOptions): Promise<readonly JobResult[]> {
  const line = progressLine();
  let finished = 0;
  const say = (path: string, what: string): void => line.show(`${paths.length > 1 ? `${finished + 1}/${paths.length}  ` : ""}${path}  ${what}`);
  try {
    return await inOrder(paths, jobs, (path) => {
      say(path, "starting a kernel");
      return runJob(path, {...options, onCell: ({source}, i) => say(path, `cell ${i + 1}  ${source.trim().split("\n")[0]!}`)});
    }, (result) => {
      finished++;
      line.print(jobLine(result));
    });
  } finally {
    line.clear();
  }
}
