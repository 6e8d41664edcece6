/** @file Follows one notebook: which of its cells have run with what, and marks those that are stale. */
import type {Cell} from "@jupyterlab/cells";
import {NotebookActions, type NotebookPanel} from "@jupyterlab/notebook";
import type {CellNames} from "../../../../../notebook/analyse/names.ts";
import {afterMove, afterRun, cellsToRun, staleCells, type LiveCell, type Runs} from "../../../../../notebook/analyse/stale.ts";
import {takeDeleted} from "./deleted.ts";
import {hearMoves} from "./moves.ts";

/** TypeScript is 1 MB packed; a page without runs does without it. */
const analyser = async (): Promise<(source: string) => CellNames> => (await import("../../../../../notebook/analyse/names.ts")).cellNames;

export interface Watch {
  /** How many cells are stale. */
  readonly count: number;
  /** Runs what is stale and what it needs. Without `edits`, cells are as they ran last, and those that were edited since are left alone. */
  runStale(edits: boolean): Promise<void>;
}

const mark = "spikebook-stale";
const restarts = ["restarting", "autorestarting", "starting", "dead"];

/** Follows `panel` until it is closed; `changed` is called when other cells are stale than before, `ran` after each run of a cell and each move of a control. */
export function watch(panel: NotebookPanel, changed: () => void, ran: (watch: Watch) => void): Watch {
  const {content: notebook, sessionContext} = panel;
  const names = new Map<string, CellNames>();
  const asked = new Map<string, string>();
  let runs: Runs = new Map();
  let [shown, timer] = ["", 0];

  const typescript = (): boolean => panel.model?.defaultKernelLanguage === "typescript";
  const sourceOf = (cell: Cell): string => cell.model.sharedModel.getSource();
  async function live({model: {id}}: Cell, source: string): Promise<LiveCell> {
    const known = names.get(source) ?? (await analyser())(source);
    names.set(source, known);
    return {id, source, ...known};
  }
  const code = (): readonly Cell[] => notebook.widgets.filter(({model}) => model.type === "code");
  const cells = (edits = true): Promise<readonly LiveCell[]> => Promise.all(code().map((cell) => live(cell, edits ? sourceOf(cell) : runs.get(cell.model.id)?.source ?? sourceOf(cell))));

  async function show(): Promise<void> {
    if (panel.isDisposed || runs.size === 0 && shown === "") return;
    const reasons = runs.size === 0 ? new Map<string, string>() : staleCells(await cells(), runs);
    if (panel.isDisposed) return;
    for (const cell of notebook.widgets) {
      const reason = reasons.get(cell.model.id);
      cell.toggleClass(mark, reason !== undefined);
      if (reason === undefined) delete cell.node.dataset["stale"];
      else cell.node.dataset["stale"] = reason;
    }
    const now = [...reasons.keys()].join(" ");
    if (now === shown) return;
    shown = now;
    changed();
  }
  const soon = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void show(), 250);
  };
  const forget = (): void => {
    runs = new Map();
    soon();
  };

  const self: Watch = {
    get count() {
      return shown === "" ? 0 : shown.split(" ").length;
    },
    async runStale(edits) {
      const wanted = new Map(cellsToRun(await cells(edits), runs).map(({id, source}) => [id, source]));
      const chosen = code().filter((cell) => wanted.get(cell.model.id) === sourceOf(cell));
      if (chosen.length > 0) await NotebookActions.runCells(notebook, chosen, sessionContext);
    }
  };

  const onAsked = (_: unknown, {notebook: of, cell}: {notebook: unknown; cell: Cell}): void => {
    if (of !== notebook) return;
    asked.set(cell.model.id, sourceOf(cell));
    const gone = takeDeleted(notebook);
    // With this run the kernel forgets their variables, so that even an undo leaves them to be run.
    if (typescript()) runs = new Map([...runs].filter(([id]) => !gone.includes(id)));
  };
  let turn = Promise.resolve();
  const onRan = (_: unknown, {notebook: of, cell, success}: {notebook: unknown; cell: Cell; success: boolean}): void => {
    if (of !== notebook || cell.model.type !== "code" || !typescript()) return;
    const source = asked.get(cell.model.id) ?? sourceOf(cell);
    // One after the other, since the order of the runs is what counts.
    turn = turn.then(async () => {
      runs = afterRun(runs, await live(cell, source));
      await show();
      if (success) ran(self);
    });
  };
  let moving = 0;
  hearMoves(panel, (cell) => {
    // After the runs that went before it, which may still be looked at.
    turn = turn.then(() => void (runs = afterMove(runs, cell)));
    // A slider sends many values on its way: what depends on it waits until it rests.
    clearTimeout(moving);
    moving = window.setTimeout(() => void turn.then(show).then(() => ran(self)), 250);
  });
  NotebookActions.executionScheduled.connect(onAsked);
  NotebookActions.executed.connect(onRan);
  sessionContext.kernelChanged.connect(forget);
  sessionContext.statusChanged.connect((_, status) => void (restarts.includes(status) && forget()));
  notebook.modelContentChanged.connect(soon);
  panel.disposed.connect(() => {
    NotebookActions.executionScheduled.disconnect(onAsked);
    NotebookActions.executed.disconnect(onRan);
    for (const each of [timer, moving]) clearTimeout(each);
  });
  return self;
}
