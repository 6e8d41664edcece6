/** @file The widget manager of a front end, at the level of messages: models by comm id, as the protocol 2.1 says. */
import type {CommMessage} from "../../../../lib/jupyter/engine.ts";
import type {TestCell} from "../cell.ts";

interface WidgetMessage {
  readonly method: string;
  readonly state?: Readonly<Record<string, unknown>>;
  readonly buffer_paths?: readonly (readonly (string | number)[])[];
  readonly content?: unknown;
}

export interface FrontEnd {
  /** State by comm id, from `comm_open` and `update`; what is closed is gone. */
  models(): Map<string, Record<string, unknown>>;
  /** The one model with this `_model_name`. */
  model(name: string): {readonly id: string; readonly state: Record<string, unknown>};
  /** Methods of the messages that came for `id` since the opening. */
  methods(id: string): readonly string[];
  /** The person moves, types, ticks. */
  change(id: string, state: Readonly<Record<string, unknown>>): Promise<void>;
  say(id: string, data: WidgetMessage): Promise<void>;
  close(id: string): Promise<void>;
}

export function frontEnd(cell: TestCell): FrontEnd {
  const messageOf = (message: CommMessage): WidgetMessage => message.data as WidgetMessage;
  const models = (): Map<string, Record<string, unknown>> => {
    const all = new Map<string, Record<string, unknown>>();
    for (const message of cell.commMessages()) {
      const {state, method} = messageOf(message);
      if (message.kind === "close") all.delete(message.id);
      else if (message.kind === "open") all.set(message.id, {...state});
      // An echo changes nothing where the change was made.
      else if (method === "update") Object.assign(all.get(message.id) ?? {}, state);
    }
    return all;
  };
  const say: FrontEnd["say"] = (id, data) => cell.receive({kind: "msg", id, data});
  return {
    models,
    model(name) {
      const found = [...models()].filter(([, state]) => state._model_name === name);
      if (found.length !== 1) throw new Error(`front end: one ${name} must be open, there are ${found.length}`);
      return {id: found[0]![0], state: found[0]![1]};
    },
    methods: (id) => cell.commMessages().filter((message) => message.id === id && message.kind === "msg").map((message) => messageOf(message).method),
    change: (id, state) => say(id, {method: "update", state, buffer_paths: []}),
    say,
    close: (id) => cell.receive({kind: "close", id, data: {}})
  };
}
