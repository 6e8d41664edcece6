/** @file A page that comes back to a notebook takes over its runs that went on meanwhile: their outputs are shown, and go on. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import type {CodeCell} from "@jupyterlab/cells";
import {INotebookTracker, type NotebookPanel} from "@jupyterlab/notebook";
import {ServerConnection, type Kernel, type KernelMessage} from "@jupyterlab/services";

/** A run as the server tells of it. */
interface Run {
  readonly id: string;
  readonly cell: string;
  readonly state: "waiting" | "running" | "done";
  /** Whether another page takes its outputs. */
  readonly attended: boolean;
}

export const returning: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:returning",
  description: "Shows the outputs of cells that went on while the page was closed.",
  autoStart: true,
  requires: [INotebookTracker],
  activate(_, tracker: INotebookTracker) {
    const begin = (panel: NotebookPanel): void => {
      const look = (): void => void takeOver(panel).catch((error: unknown) => console.warn("runs of this notebook cannot be taken over:", error));
      void Promise.all([panel.context.ready, panel.sessionContext.ready]).then(look);
    };
    tracker.forEach(begin);
    tracker.widgetAdded.connect((_, panel) => begin(panel));
  }
};

async function takeOver({content: notebook, context, sessionContext}: NotebookPanel): Promise<void> {
  const kernel = sessionContext.session?.kernel;
  if (!kernel) return;
  for (const run of await ask<readonly Run[]>(kernel, `?path=${encodeURIComponent(context.localPath)}`)) {
    const cell = notebook.widgets.find(({model}) => model.id === run.cell && model.type === "code");
    if (cell && !run.attended && run.state !== "done") await follow(cell as CodeCell, run, kernel);
  }
}

async function ask<T>({serverSettings}: Kernel.IKernelConnection, rest: string, init: RequestInit = {}): Promise<T> {
  const response = await ServerConnection.makeRequest(`${serverSettings.baseUrl}api/spikebook/runs${rest}`, init, serverSettings);
  if (!response.ok) throw await ServerConnection.ResponseError.create(response);
  return (await response.json()) as T;
}

/** What is said for the run goes into the cell, as if the cell had been run from here. All of it is said anew first. */
async function follow(cell: CodeCell, {id}: Run, kernel: Kernel.IKernelConnection): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>();
  const future = {msg: {header: {msg_id: id}}, done: promise, isDisposed: false, onIOPub: (_: KernelMessage.IIOPubMessage) => {}, onReply() {}, onStdin() {}, dispose: resolve, registerMessageHook() {}, removeMessageHook() {}, sendInputReply() {}};
  const hear = (_: unknown, message: KernelMessage.IIOPubMessage): void => {
    const mine = "msg_id" in message.parent_header && message.parent_header.msg_id === id;
    if (!mine && message.header.msg_type !== "update_display_data") return;
    future.onIOPub(message);
    const {execution_count: count, execution_state: state} = message.content as {readonly execution_count?: number; readonly execution_state?: string};
    if (mine && message.header.msg_type === "execute_input") cell.model.executionCount = count ?? null;
    if (mine && state === "idle") resolve();
  };
  cell.outputArea.future = future as unknown as Kernel.IShellFuture<KernelMessage.IExecuteRequestMsg, KernelMessage.IExecuteReplyMsg>;
  cell.model.executionState = "running";
  kernel.iopubMessage.connect(hear);
  void promise.then(() => {
    kernel.iopubMessage.disconnect(hear);
    if (!cell.isDisposed) cell.model.executionState = "idle";
  });
  await ask(kernel, `/${encodeURIComponent(id)}`, {method: "PATCH", body: JSON.stringify({session: kernel.clientId})});
}
