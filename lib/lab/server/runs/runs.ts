/** @file Runs that outlive their page: the server keeps their outputs, shows them to the page that comes back, and writes them into the file. */
import {author, type Message} from "../../../jupyter/protocol/message.ts";
import type {Notebook} from "../../../notebook/format/document.ts";
import {HttpFault} from "../http/fault.ts";
import type {Watcher} from "../kernels/kernel.ts";
import {retold, startRun, withRun, type Run} from "./run.ts";

export interface RunsOptions {
  /** The notebook to which a kernel belongs. */
  readonly pathOf: (kernel: string) => string | undefined;
  readonly amend: (path: string, change: (notebook: Notebook) => Notebook) => Promise<void>;
  readonly log: (line: string) => void;
  /** Says something to one page of a kernel, at once or when it comes; gives whether it is there. */
  readonly tell: (kernel: string, session: string, message: Message) => boolean;
  /** How long a page may be away before its outputs go into the file, ms: one that only lost its connection takes them itself. */
  readonly grace?: number;
}

export interface Runs {
  readonly watcher: Required<Watcher>;
  /** Sets the outputs of runs whose page has gone into a notebook that is read. */
  overlay(path: string, notebook: Notebook): Notebook;
  /** The same for one that a page saves: it may know less of such a run than the file does. */
  guard(path: string, notebook: Notebook): Notebook;
  /** The runs of a notebook that are not over, and those whose outputs wait for a page. */
  list(path?: string): readonly RunModel[];
  /** A page takes the outputs from now on, and is told all of the run so far. @throws HttpFault 404 if there is no such run. */
  adopt(id: string, session: string): RunModel;
  moved(from: string, to: string): void;
  /** No page takes anything any more. */
  abandon(): void;
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

/** Finished runs that are remembered against a page that saves a part of them. */
const remembered = 64;

/** How often the file is brought up to date while a run goes on without a page, ms. */
const pace = 2000;

export function runs({pathOf, amend, log, tell, grace = 5000}: RunsOptions): Runs {
  const all = new Map<string, Run>();
  const finished = new Set<Run>();
  const write = author("spikebook");
  const of = (kernel: string, session?: string): readonly Run[] => [...all.values()].filter((run) => run.kernel === kernel && (session === undefined || run.session === session));
  const orphans = (path: string): readonly Run[] => [...all.values()].filter((run) => run.since !== undefined && run.path === path);
  const overlay = (path: string, notebook: Notebook): Notebook => orphans(path).reduce(withRun, notebook);
  /** A run that is over, and whose outputs a page has taken or the file holds, is no longer ours. */
  const settle = (run: Run): void => {
    if (run.state !== "done" || (run.since !== undefined && run.unsaved)) return;
    if (!all.delete(run.id) || run.since === undefined) return;
    finished.add(run);
    if (finished.size > remembered) finished.delete(finished.values().next().value!);
  };
  /** A page that came back during the run shows a part of it under the same number. */
  const partial = (path: string, notebook: Notebook): readonly Run[] =>
    [...finished].filter((run) => run.path === path && notebook.cells.some((cell) => cell.id === run.cell && cell.cell_type === "code" && cell.execution_count === run.count));
  let timer: NodeJS.Timeout | undefined;

  async function store(due: (run: Run) => boolean): Promise<void> {
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
      void store((run) => Date.now() - run.since! >= grace).finally(tick);
    }, Math.min(pace, grace)).unref();
  };
  const model = (run: Run): RunModel => ({
    id: run.id, path: run.path ?? null, kernel: run.kernel, cell: run.cell, state: run.state,
    execution_count: run.count, outputs: run.outputs(), attended: run.since === undefined
  });

  return {
    overlay,
    guard: (path, notebook) => partial(path, notebook).reduce(withRun, overlay(path, notebook)),
    list: (path) => [...all.values()].filter((run) => path === undefined || run.path === path).map(model),
    adopt(id, session) {
      const run = all.get(id);
      if (!run) throw new HttpFault(404, "no such run");
      const there = retold(run, write).map((message) => tell(run.kernel, session, message));
      // A page whose connection is still on its way attends from when it stands.
      Object.assign(run, {session, since: there.includes(false) ? (run.since ?? Date.now()) : undefined});
      const told = model(run);
      settle(run);
      return told;
    },
    moved(from, to) {
      for (const run of [...all.values(), ...finished]) {
        if (run.path === from) run.path = to;
        else if (run.path?.startsWith(`${from}/`)) run.path = to + run.path.slice(from.length);
      }
    },
    abandon() {
      for (const run of all.values()) run.since ??= Date.now();
    },
    flush: () => store(() => true),
    watcher: {
      asked(kernel, session, message) {
        const {cellId: cell} = message.metadata;
        const {code, silent} = message.content;
        if (typeof cell !== "string" || typeof code !== "string" || silent === true) return;
        // The cell's newest run is the one that counts.
        for (const run of of(kernel)) if (run.cell === cell && run.state === "done") all.delete(run.id);
        for (const run of finished) if (run.cell === cell && run.path === pathOf(kernel)) finished.delete(run);
        const run = startRun({parent: message.header, kernel, session, cell, code, path: pathOf(kernel)});
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
        // The next process counts from one again.
        for (const run of finished) if (run.kernel === kernel) finished.delete(run);
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
