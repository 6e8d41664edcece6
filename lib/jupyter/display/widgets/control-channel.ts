/** @file The `jupyter.widget.control` comm, by which a page that was reloaded asks for all widgets at once. */
import type {Comm, CommMessageEvent} from "../comm-types.ts";
import {session} from "../session.ts";
import {splitBuffers} from "./buffers.ts";

/** Registers the target; called once, before the first cell. */
export function installControlChannel(): void {
  session().targets.set("jupyter.widget.control", (comm) => void comm.onMessage((event) => answer(comm, event)));
}

function answer(comm: Comm, {data}: CommMessageEvent): void {
  if ((data as {readonly method?: unknown} | null)?.method !== "request_states") return;
  const split = [...session().models.values()].map((model) => ({model, ...splitBuffers(model.state)}));
  const states = Object.fromEntries(split.map(({model, state}) => [model.id, description(state)]));
  const buffer_paths = split.flatMap(({model, bufferPaths}) => bufferPaths.map((path) => [model.id, "state", ...path]));
  comm.send({method: "update_states", states, buffer_paths}, {buffers: split.flatMap(({buffers}) => buffers)});
}

const description = (state: Readonly<Record<string, unknown>>): object => ({
  model_name: state._model_name,
  model_module: state._model_module,
  model_module_version: state._model_module_version,
  state
});
