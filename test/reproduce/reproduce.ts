/** @file What every reproduction does alike: find its data, tell how far it is, print its rows of the table, and end with a code that says how it went. */
import {availableParallelism} from "node:os";
import {mnist} from "../../lib/files/image-sets.ts";
import type {ImageSet} from "../../lib/files/image-sets.ts";
import {table} from "../bench/table.ts";

/** One row: a setting, what is published for it, and what came out here. */
export interface Outcome {
  readonly setting: string;
  readonly theirs: string;
  readonly ours: string;
  /** What was asked of our number, in words. */
  readonly tolerance: string;
  /** Whether it was so; where it was not, why. */
  readonly held: boolean;
  readonly why?: string;
}

export interface Circumstances {
  /** At full size rather than at the size that a person waits for. */
  readonly full: boolean;
  readonly threads: number;
  /** A line on how far it is, for those who watch. */
  tell(line: string): void;
}

export interface Claim {
  readonly source: string;
  readonly seeds: string;
}

/** Ends of a process: all as it should be, a number outside its tolerance, no data. */
export const ENDS = {held: 0, missed: 1, noData: 3} as const;

/** Runs one reproduction as the whole of this process. */
export async function reproduce(claim: Claim, run: (circumstances: Circumstances) => Promise<readonly Outcome[]>): Promise<void> {
  const full = process.argv.includes("--full"), before = process.cpuUsage();
  const outcomes = await run({full, threads: availableParallelism(), tell: (line) => console.error(`  ${line}`)});
  const {user, system} = process.cpuUsage(before);
  console.log(rows(claim, outcomes, (user + system) / 1e6));
  process.exitCode = outcomes.every(({held}) => held) ? ENDS.held : ENDS.missed;
}

/** The table of one reproduction; the processor time is that of all its rows together. */
export function rows({source, seeds}: Claim, outcomes: readonly Outcome[], seconds: number): string {
  return table(["source", "setting", "theirs", "ours", "seeds", "tolerance", "held", "processor time"], outcomes.map(({setting, theirs, ours, tolerance, held, why}, k) =>
    [k === 0 ? source : "", setting, theirs, ours, k === 0 ? seeds : "", tolerance, held ? "yes" : `no: ${why ?? "outside"}`, k === 0 ? `${Math.round(seconds)} s` : ""]));
}

/** MNIST from the folder in `SPIKEBOOK_MNIST`, or from `datasets/mnist`; without it the process ends, and says what it needs. */
export function handwritten(): ImageSet {
  const set = mnist(process.env["SPIKEBOOK_MNIST"]);
  try {
    void set.train.count;
    void set.test.count;
  } catch (error) {
    console.error(`reproduce: this reproduction needs MNIST, its four IDX files in datasets/mnist or in the folder that SPIKEBOOK_MNIST names; ${(error as Error).message}`);
    process.exit(ENDS.noData);
  }
  return set;
}

export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** A difference of shares. */
export const points = (difference: number): string => `${difference < 0 ? "−" : "+"}${Math.abs(100 * difference).toFixed(2)} points`;
