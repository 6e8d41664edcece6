/** @file What came of a run. */
import type {ErrorOutput, Notebook} from "../format/document.ts";

/** `expected`: failed, and was tagged `raises-exception` or errors were allowed. */
export type CellStatus = "ok" | "failed" | "expected" | "skipped" | "not run";

export interface CellRun {
  /** Position in the notebook, from 1. */
  readonly cell: number;
  readonly id: string;
  /** The n of `In[n]`. */
  readonly prompt: number | null;
  readonly status: CellStatus;
  /** How long it took, ms. */
  readonly time: number;
  /** When it began and ended, as ISO dates. */
  readonly span?: {readonly started: string; readonly ended: string};
  readonly failure?: Failed;
}

/** Why a cell failed, and where. */
export interface Failed {
  readonly name: string;
  readonly message: string;
  /** `In[3]:2`, where the error says it. */
  readonly place?: string;
}

export interface NotebookRun {
  readonly path: string;
  /** With fresh outputs; cells that did not run have none. */
  readonly notebook: Notebook;
  readonly cells: readonly CellRun[];
  readonly time: number;
}

/** The first failure that nothing allowed. */
export const failureOf = ({cells}: Pick<NotebookRun, "cells">): CellRun | undefined => cells.find(({status}) => status === "failed");

/** An error in brief; its place is the first `In[n]:line` that its trace names. */
export function failed({ename, evalue, traceback}: ErrorOutput): Failed {
  const place = /In\[(\d+)\]:(\d+)/.exec(traceback.join("\n").replace(/\u001b\[[\d;]*m/g, ""));
  return {name: ename, message: evalue, ...(place && {place: `In[${place[1]}]:${place[2]}`})};
}
