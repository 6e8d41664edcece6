/** @file Runs that outlive their page: the server keeps their outputs, shows them to the page that comes back, and writes them into the file. */
import type {Message} from "../../../jupyter/protocol/message.ts";
import type {Notebook} from "../../../notebook/format/document.ts";
import {HttpFault} from "../http/fault.ts";
import type {Watcher} from "../kernels/kernel.ts";
import {startRun, withRun, type Run} from "./run.ts";

export interface RunsOptions {
  /** The notebook to which a kernel belongs. */
  readonly pathOf: (kernel: string) => string | undefined;
  readonly amend: (path: string, change: (notebook: Notebook) => Notebook) => Promise<void>;
  readonly log: (line: string) => void;
  /** How long a page may be away before its outputs go into the file, ms: one that only lost its connection takes them itself. */
  readonly grace?: number;
}

export interface Runs {
  readonly watcher: Required<Watcher>;
  /** Sets the outputs of runs whose page has gone into a notebook that is read or saved. */
  overlay(path: string, notebook: Notebook): Notebook;
  /** The runs of a notebook that are not over, and those whose outputs wait for a page. */
  list(path?: string): readonly RunModel[];
  /** A page says that it takes the outputs from now on. @throws HttpFault 404 if there is no such run. */
  adopt(id: string, session: string): RunModel;
  moved(from: string, to: string): void;
  /** Writes at once what waits. */
  flush(): Promise<void>;
}

export interface RunModel {
  readonly id: string;
  readonly path: string | null;
  readonly kernel: string;
  readonly cell: string;
  readonly state: Run["state"];
  readonly execution_count: number | null;
  readonly outputs: ReturnType<Run["outputs"]>;
  /** Whether a page takes the outputs. */
  readonly attended: boolean;
}

/** How often the file is brought up to date while a run goes on without a page, ms. */
const pace = 2000;

export function runs({pathOf, amend, log, grace = 5000}: RunsOptions): Runs {
  const all = new Map<string, Run>();
  const of = (kernel: string, session?: string): readonly Run[] => [...all.values()].filter((run) => run.kernel === kernel && (session === undefined || run.session === session));
  const orphans = (path: string): readonly Run[] => [...all.values()].filter((run) => run.since !== undefined && run.path === path);
  const overlay = (path: string, notebook: Notebook): Notebook => orphans(path).reduce(withRun, notebook);
  /** A run that is over, and whose outputs a page has taken or the file holds, is no longer ours. */
  const settle = (run: Run): void => {
    if (run.state === "done" && (run.since === undefined || !run.unsaved)) all.delete(run.id);
  };
  let timer: NodeJS.Timeout | undefined;

  async function write(due: (run: Run) => boolean): Promise<void> {
    const waiting = [...all.values()].filter((run) => run.since !== undefined && run.unsaved && due(run));
    for (const path of new Set(waiting.map((run) => run.path))) {
      const mine = waiting.filter((run) => run.path === path);
      for (const run of mine) run.unsaved = false;
      if (path !== undefined) await amend(path, (notebook) => mine.reduce(withRun, notebook)).catch((error: Error) => log(`${path}: outputs could not be stored: ${error.message}`));
      for (const run of mine) settle(run);
    }
  }
  const tick = (): void => {
    if (timer || ![...all.values()].some((run) => run.since !== undefined && run.unsaved)) return;
    timer = setTimeout(() => {
      timer = undefined;
      void write((run) => Date.now() - run.since! >= grace).finally(tick);
    }, Math.min(pace, grace)).unref();
  };
  const model = (run: Run): RunModel => ({
    id: run.id, path: run.path ?? null, kernel: run.kernel, cell: run.cell, state: run.state,
    execution_count: run.count, outputs: run.outputs(), attended: run.since === undefined
  });

  return {
    overlay,
    list: (path) => [...all.values()].filter((run) => path === undefined || run.path === path).map(model),
    adopt(id, session) {
      const run = all.get(id);
      if (!run) throw new HttpFault(404, "no such run");
      Object.assign(run, {session, since: undefined});
      const told = model(run);
      settle(run);
      return told;
    },
    moved(from, to) {
      for (const run of all.values()) {
        if (run.path === from) run.path = to;
        else if (run.path?.startsWith(`${from}/`)) run.path = to + run.path.slice(from.length);
      }
    },
    flush: () => write(() => true),
    watcher: {
      asked(kernel, session, message) {
        const {cellId: cell} = message.metadata;
        const {code, silent} = message.content;
        if (typeof cell !== "string" || typeof code !== "string" || silent === true) return;
        // The cell's newest run is the one that counts.
        for (const run of of(kernel)) if (run.cell === cell && run.state === "done") all.delete(run.id);
        const run = startRun({id: message.header.msg_id, kernel, session, cell, code, path: pathOf(kernel)});
        all.set(run.id, run);
      },
      heard(kernel, message: Message) {
        for (const run of of(kernel)) {
          run.take(message);
          settle(run);
        }
        tick();
      },
      attached(kernel, session) {
        for (const run of of(kernel, session)) {
          run.since = undefined;
          settle(run);
        }
      },
      detached(kernel, session) {
        for (const run of of(kernel, session)) run.since = Date.now();
        tick();
      },
      lost(kernel) {
        for (const run of of(kernel)) {
          // What never began leaves its cell as it was.
          if (run.state === "waiting") all.delete(run.id);
          else run.state = "done";
          settle(run);
        }
        tick();
      }
    }
  };
}
