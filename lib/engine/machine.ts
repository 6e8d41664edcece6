/** @file A machine: a lowered network in the memory of one instance, ready to take one sample after the other. */
import {backwardOf} from "./backward.ts";
import type {Backward} from "./backward.ts";
import type {Build, Op} from "./build.ts";
import {again} from "./again.ts";
import type {Again} from "./again.ts";
import {watchesOf, watching} from "./costs.ts";
import type {Watch} from "./costs.ts";
import {instance} from "./kernels.ts";
import type {Twins} from "./kernels.ts";
import {learningOf} from "./learning.ts";
import type {Learning} from "./learning.ts";
import {eventRoom, opsOf} from "./ops.ts";
import {eachUnit, unitsOf, wordsOf} from "./passes.ts";
import type {Lowered} from "./passes.ts";
import {at, bytesOf, room, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";
import {timed} from "./training.ts";
import type {Training} from "./training.ts";

export interface Machine {
  readonly lowered: Lowered;
  /** All parameters; to be set before a run. */
  readonly parameters: Float32Array;
  /** To be called after the parameters have changed. @throws RangeError for weights that do not fit the plan's precision. */
  turn(): void;
  /** Takes in one sample in the network's order: `[steps, ...field]`, or one step where the input stays; bytes where it is spikes. */
  load(sample: Float32Array | Uint8Array): void;
  /** Where it lies then: bits where it is spikes. */
  readonly input: Slot;
  forward(): void;
  /** The way back, after `forward`, where the machine was made to learn. */
  readonly learning?: Learning;
  /** What each output unit gave in sum, padded. */
  readonly sums: Float32Array;
  readonly ops: readonly Op[];
  readonly twins: Twins;
  readonly memory: WebAssembly.Memory;
  /** Bytes in use. */
  readonly size: number;
}

interface Built {
  readonly build: Build;
  readonly ops: readonly Op[];
  readonly entry: Slot;
  readonly raw: number;
  readonly sums: number;
  readonly gradient: number;
  readonly back?: Backward;
  readonly watches: readonly Watch[];
  readonly again: Again;
  /** Outputs of every step, where the loss looks at them. */
  readonly history?: Slot;
}

/** The layout is made twice: without twins to learn its size, then in the memory of that size. */
export function machine(lowered: Lowered, training?: Training): Machine {
  const size = sizeOfMachine(lowered, training), {twins, memory} = instance(size, lowered.mode);
  const {build, ops, entry, raw, sums, gradient, back, watches, history, again: stretches} = built(lowered, twins, training, () => memory.buffer), output = ops.at(-1)!.slot;
  for (const {at: address, data} of build.constants) new Uint8Array(memory.buffer).set(new Uint8Array(data.buffer), address);
  const total = new Float32Array(memory.buffer, sums, unitsOf(output.field)), seen = ops.flatMap((op) => [stretches.keeping(op), ...watches.filter(({slot: own}) => own === op.slot).map((watch) => watching(build, watch))]);
  const runs = grouped([...seen, collecting(twins, output, sums, history)], lowered.steps), once = ops.at(-1)!.once ?? false;
  const learning = back && learningOf({lowered, training: training!, back, watches, memory, twins, once, again: stretches, gradient: new Float32Array(memory.buffer, gradient, lowered.parameters), ...(history ? {history} : {})});
  return {
    lowered, ops, twins, memory, sums: total, size, input: entry,
    ...(learning ? {learning} : {}),
    parameters: new Float32Array(memory.buffer, build.parameters, lowered.parameters),
    turn() { for (const turn of build.turns) turn(memory.buffer); },
    load: loader(lowered, memory, twins, entry, raw),
    forward() {
      total.fill(0);
      for (const run of runs) run();
    }
  };
}

/** Bytes that a machine needs. */
export const sizeOfMachine = (lowered: Lowered, training?: Training): number => built(lowered, {} as Twins, training).build.rooms.size;

function built(lowered: Lowered, twins: Twins, training?: Training, memory = (): ArrayBufferLike => new ArrayBuffer(0)): Built {
  const {input, drive, steps} = lowered, rooms = room(), still = drive === "static";
  const parameters = rooms.take(4 * lowered.parameters);
  const build: Build = {lowered, rooms, twins, ring: training?.every ?? steps, parameters, constants: [], turns: [], events: eventRoom(rooms, lowered)};
  const entry = slot(rooms, input, {form: drive === "spikes" ? "bits" : "values", kept: still ? 1 : steps, still});
  const raw = drive === "spikes" ? rooms.take(steps * input.rows * input.columns * input.channels) : 0;
  const {ops, links} = opsOf(build, entry), {field} = ops.at(-1)!.slot, sums = rooms.take(bytesOf(field, "values"));
  const gradient = training ? rooms.take(4 * lowered.parameters) : 0, watches = training ? watchesOf(build, links, training.costs) : [];
  const history = training && timed(training) ? {history: slot(rooms, field, {form: "values", kept: steps})} : {};
  const back = training ? {back: backwardOf({build, training, watches, gradient, sums: [], turns: [], begins: [], settles: [], memory}, links)} : {};
  return {build, ops, entry, raw, sums, gradient, watches, again: again(build, ops, training?.every ?? steps), ...history, ...back};
}

/** Adds what leaves the network, and keeps it where its steps are looked at. */
function collecting({addBits, addValues, valuesOfBits, copyValues}: Twins, output: Slot, sums: number, history?: Slot): Op {
  const words = wordsOf(output.field), units = unitsOf(output.field), bits = output.form === "bits";
  return {
    stage: -1, slot: output,
    forward(t) {
      if (bits) addBits(at(output, t), words, sums);
      else addValues(at(output, t), units, sums);
      if (history && bits) valuesOfBits(at(output, t), words, at(history, t));
      else if (history) copyValues(at(output, t), units, at(history, t));
    }
  };
}

/** Ops as loops over time: what stays once, then each run of ops up to one that remembers. */
function grouped(ops: readonly Op[], steps: number): (() => void)[] {
  const runs: (() => void)[] = [];
  let open: Op[] = [];
  const close = (): void => {
    const all = open;
    open = [];
    if (all.length > 0) runs.push(() => { for (let t = 0; t < steps; t++) for (const op of all) op.forward(t); });
  };
  for (const op of ops) {
    if (op.once || op.whole) {
      close();
      runs.push(op.whole ?? (() => op.forward(0)));
      continue;
    }
    open.push(op);
    if (op.ends) close();
  }
  close();
  return runs;
}

function loader({input, drive, steps}: Lowered, memory: WebAssembly.Memory, {bitsOfBytes}: Twins, entry: Slot, raw: number): Machine["load"] {
  const {rows, columns, channels, padded} = input, size = rows * columns * channels, many = drive === "static" ? 1 : steps;
  if (drive === "spikes") {
    const bytes = new Uint8Array(memory.buffer, raw, steps * size), step = bytesOf(input, "bits");
    return (sample) => {
      bytes.set(sample);
      for (let t = 0; t < steps; t++) bitsOfBytes(raw + t * size, channels, rows * columns, padded, at(entry, t), step);
    };
  }
  const order = new Uint32Array(size), lots = Array.from({length: many}, (_, t) => new Float32Array(memory.buffer, at(entry, t), unitsOf(input)));
  eachUnit(input, (index, unit) => { order[index] = unit; });
  return (sample) => {
    for (let t = 0, k = 0; t < many; t++) {
      const lot = lots[t]!;
      for (let i = 0; i < size; i++) lot[order[i]!] = sample[k++]!;
    }
  };
}
