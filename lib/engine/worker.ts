/** @file What a worker runs, in Node or in a browser: one machine with a memory of its own, and one task after the other. */
import {machine} from "./machine.ts";
import type {Machine} from "./machine.ts";
import type {Lowered} from "./passes.ts";
import {port} from "./port.ts";
import {work} from "./shards.ts";
import type {Done, Task} from "./shards.ts";
import type {Training} from "./training.ts";

export type ToWorker =
  | {readonly kind: "plan"; readonly lowered: Lowered; readonly stages: number; readonly training?: Training}
  | {readonly kind: "parameters"; readonly parameters: Float32Array}
  | {readonly kind: "task"; readonly call: number; readonly index: number; readonly task: Task};

export type FromWorker =
  | {readonly kind: "done"; readonly call: number; readonly index: number; readonly done: Done}
  | {readonly kind: "failed"; readonly call: number; readonly index: number; readonly message: string};

let one: Machine | undefined, plan: Extract<ToWorker, {kind: "plan"}> | undefined;

const {send} = port((message) => {
  const order = message as ToWorker;
  if (order.kind === "plan") {
    plan = order;
    one = machine(order.lowered, order.training);
  } else if (order.kind === "parameters") {
    one!.parameters.set(order.parameters);
    one!.turn();
    one!.learning?.turn();
  } else send(answer(order));
});

function answer({call, index, task}: Extract<ToWorker, {kind: "task"}>): FromWorker {
  try {
    return {kind: "done", call, index, done: work(one!, task, plan!.stages, plan!.training)};
  } catch (error) {
    return {kind: "failed", call, index, message: error instanceof Error ? error.message : String(error)};
  }
}
