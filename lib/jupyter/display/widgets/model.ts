/**
 * @file One widget model: a comm of target `jupyter.widget` on which both sides keep the same state.
 *
 * @see Jupyter widget messaging protocol, version 2.1 (ipywidgets, packages/schema/messages.md).
 */
import type {Comm, CommMessageEvent} from "../comm-types.ts";
import {openComm} from "../comms.ts";
import {session} from "../session.ts";
import {joinBuffers, splitBuffers} from "./buffers.ts";

export type WidgetState = Readonly<Record<string, unknown>>;

export interface Model {
  readonly id: string;
  readonly state: WidgetState;
  readonly closed: boolean;
  /** Changes state here and in every front end. */
  set(patch: WidgetState): void;
  close(): void;
}

export interface ModelListener {
  /** What a front end wants to set becomes what is set: an adjusted value goes back to it. */
  accept?(patch: WidgetState): WidgetState;
  changed?(patch: WidgetState): unknown;
  /** A message of the widget's own, a click for one. */
  custom?(content: unknown, buffers: readonly Uint8Array[]): unknown;
  /** The model is gone, here or there. */
  closed?(): void;
}

const version = "2.1.0";

/** Opens a model with its first state, under the origin of the cell that runs. */
export function openModel(first: WidgetState, listener: ModelListener = {}): Model {
  let state = first;
  const {state: json, bufferPaths, buffers} = splitBuffers(state);
  const comm = openComm("jupyter.widget", {state: json, buffer_paths: bufferPaths}, {buffers, metadata: {version}});
  const {models} = session();
  const model: Model = {
    id: comm.id,
    get state() {
      return state;
    },
    get closed() {
      return comm.closed;
    },
    set(patch) {
      state = {...state, ...patch};
      if (!comm.closed) sendState(comm, "update", patch);
    },
    close() {
      comm.close();
      gone();
    }
  };
  const gone = (): void => void (models.delete(comm.id) && listener.closed?.());
  models.set(comm.id, model);
  comm.onClose(gone);
  comm.onMessage((event) => receive(comm, model, listener, event, (patch) => (state = {...state, ...patch})));
  return model;
}

function sendState(comm: Comm, method: "update" | "echo_update", patch: WidgetState): void {
  const {state, bufferPaths, buffers} = splitBuffers(patch);
  comm.send({method, state, buffer_paths: bufferPaths}, {buffers});
}

interface WidgetMessage {
  readonly method?: unknown;
  readonly state?: unknown;
  readonly buffer_paths?: unknown;
  readonly content?: unknown;
}

async function receive(comm: Comm, model: Model, listener: ModelListener, {data, buffers}: CommMessageEvent, assign: (patch: WidgetState) => void): Promise<void> {
  const message = (typeof data === "object" && data !== null ? data : {}) as WidgetMessage;
  if (message.method === "request_state") return sendState(comm, "update", model.state);
  if (message.method === "custom") return void (await listener.custom?.(message.content, buffers));
  if (message.method !== "update" || typeof message.state !== "object" || message.state === null) return;
  const asked = known(joinBuffers(message.state as WidgetState, message.buffer_paths, buffers), model.state);
  // Other front ends, and a page opened twice, learn of the change by the echo.
  sendState(comm, "echo_update", asked);
  const patch = listener.accept ? listener.accept(asked) : asked;
  assign(patch);
  const adjusted = Object.fromEntries(Object.keys(asked).filter((key) => model.state[key] !== asked[key]).map((key) => [key, model.state[key]]));
  if (Object.keys(adjusted).length > 0) sendState(comm, "update", adjusted);
  await listener.changed?.(patch);
}

/** Only keys that the model has: a front end cannot add any. */
const known = (patch: WidgetState, state: WidgetState): WidgetState => Object.fromEntries(Object.entries(patch).filter(([key]) => Object.hasOwn(state, key)));
