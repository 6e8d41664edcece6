/** @file Rivals that take turns: wall and processor time of each, medians and minima over the rounds. */
import {setTimeout} from "node:timers/promises";
import {median} from "./table.ts";

/** One measurement, ms. */
export interface Spent {
  readonly ms: number;
  readonly cpu: number;
}

export interface Rival {
  readonly name: string;
  go(): Promise<Spent>;
}

/** Our own work, measured; the mean of so many `times` in a row. Processor time counts all threads and moves least while other work runs on the machine. */
export async function spent(work: () => unknown, times = 1): Promise<Spent> {
  const before = process.cpuUsage(), began = performance.now();
  for (let k = 0; k < times; k++) await work();
  const {user, system} = process.cpuUsage(before);
  return {ms: (performance.now() - began) / times, cpu: (user + system) / 1000 / times};
}

export interface Result {
  readonly name: string;
  readonly ms: number;
  readonly least: number;
  readonly cpu: number;
}

/** Before each turn, ms: threads of the one before that still wait at a barrier, spinning, are asleep by then. */
const REST = 100;

/** In each turn, after one that does not count: caches, cores and allocators are then as they stay over many in a row. */
const IN_A_ROW = 3;

/** After one round that does not count, `rounds` rounds in which each goes once and then so many times in a row. */
export async function turns(rivals: readonly Rival[], rounds: number): Promise<Result[]> {
  const all = rivals.map((): Spent[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [k, rival] of rivals.entries()) {
      await setTimeout(REST);
      await rival.go();
      for (let again = 0; round > 0 && again < IN_A_ROW; again++) all[k]!.push(await rival.go());
    }
  }
  return rivals.map(({name}, k) => ({name, ms: median(all[k]!.map(({ms}) => ms)), least: Math.min(...all[k]!.map(({ms}) => ms)), cpu: Math.min(...all[k]!.map(({cpu}) => cpu))}));
}

/** Rows of a table: the first result is ours; the ratios say how many times longer each takes. */
export function rowsOf(results: readonly Result[]): string[][] {
  const own = results[0]!, ratio = (of: (result: Result) => number, result: Result): string => (of(result) / of(own)).toFixed(2);
  return results.map((result) => [result.name, result.ms.toFixed(2), result.least.toFixed(2), result.cpu.toFixed(2), ratio(({ms}) => ms, result), ratio(({least}) => least, result), ratio(({cpu}) => cpu, result)]);
}

export const HEAD = ["", "median ms", "least ms", "cpu ms (least)", "× median", "× least", "× cpu"];
