/** @file One stage in a learning run: its verbs forwards, and their adjoints. */
import type {BackstepOptions, LinearMap, Routes, Signal, Synapse, Tape} from "../model/node.ts";
import type {Stage} from "../model/wiring.ts";
import {currentAt, two} from "../model/synapses/cascade.ts";
import {clockStage, wholeSteps} from "../simulate/clock-stage.ts";
import type {ClockStage} from "../simulate/clock-stage.ts";
import {sizeOf} from "../tensor/shape.ts";

/** As a node's tape; `dx` is left out where nobody before this stage learns. */
export interface StageTape {
  start?(): void;
  /** Before any stage steps: what was on its way arrives. */
  arrive?(t: number, y: Signal): void;
  forward(t: number, x: Signal, y: Signal): void;
  backward(t: number, dy: Signal, dx: Signal | undefined): void;
  cut?(t: number): void;
}

/** What a stage's tape reads of its neighbours: one row a step. */
export interface Rows {
  readonly inputs: readonly Signal[];
  readonly errors: readonly Signal[];
}

/** The tape of a population or a selection. @throws TypeError or RangeError, naming the node and the way out. */
export function nodeTape(who: string, stage: Stage, options: BackstepOptions): StageTape {
  const trainable = stage.population ?? stage.choice, name = `${who}: ${stage.node.kind} (node ${stage.path})`;
  if (!trainable?.backstep) throw new TypeError(`${name} has no adjoint of its step (backstep), so no error passes it; use lif, integrateFire, adaptive, relu, integrator or a pooling in its place`);
  const tape = named(name, () => trainable.backstep!(options)), unread = new Float64Array(sizeOf(stage.input));
  return {start: tape.start, forward: tape.forward, cut: () => tape.cut(), backward: (t, dy, dx) => tape.backward(t, dy, dx ?? unread)};
}

/** A stage before all that learns: it runs, and no error reaches it. */
export function forwardTape(stage: Stage, w: Float64Array, dt: number): StageTape {
  let run: ClockStage;
  return {
    start: () => { run = clockStage(stage, w, dt, "auto"); },
    forward(t, x, y) {
      run.step(x, t * dt);
      y.set(run.output);
    },
    backward: () => undefined
  };
}

function named(name: string, make: () => Tape): Tape {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${name}: ${error.message}`);
    throw error;
  }
}

/**
 * A projection: sparse where few inputs speak, forwards and when weights are blamed. An input that stays the same (`still`) is
 * projected once, and its errors are added up over time before they are correlated.
 */
export function mapTape(map: LinearMap, w: Float64Array, dw: Float64Array, rows: Rows, still: () => boolean): StageTape {
  const size = sizeOf(map.input), fan = Uint32Array.from({length: size}, (_, i) => map.fanOut(i));
  const all = fan.reduce((sum, n) => sum + n, 0), learns = dw.length > 0;
  const first = new Float64Array(sizeOf(map.output)), errors = new Float64Array(first.length);
  return {
    start: () => void errors.fill(0),
    forward(t, x, y) {
      if (still() && t > 0) return y.set(first);
      project(map, w, fan, all, x, y);
      if (still()) first.set(y);
    },
    backward(t, dy, dx) {
      if (dx) map.pullback(w, dy, dx);
      if (!learns) return;
      if (!still()) return imprint(map, fan, all, rows.inputs[t]!, dy, dw);
      for (let i = 0; i < errors.length; i++) errors[i]! += dy[i]!;
      if (t === 0) map.correlate(rows.inputs[0]!, errors, dw);
    }
  };
}

/** How many synapses an input touches. */
function reach(fan: Uint32Array, x: Signal): number {
  let touched = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) touched += fan[i]!;
  return touched;
}

function imprint(map: LinearMap, fan: Uint32Array, all: number, x: Signal, dy: Signal, dw: Float64Array): void {
  if (!map.imprint || 2 * reach(fan, x) > all) return map.correlate(x, dy, dw);
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) map.imprint(i, x[i]!, dy, dw);
}

function project(map: LinearMap, w: Float64Array, fan: Uint32Array, all: number, x: Signal, y: Signal): void {
  if (2 * reach(fan, x) > all) return map.apply(w, x, y);
  y.fill(0);
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) map.scatter(w, i, x[i]!, y);
}

/** Delays: what left at `t` arrives at `t + delay`, and its error comes back from there. */
export function routesTape({starts, to, times}: Routes, dt: number, {inputs, errors}: Rows): StageTape {
  const delays = Uint32Array.from(times, (time) => wholeSteps(time, dt));
  let border = inputs.length;
  return {
    start: () => { border = inputs.length; },
    arrive(t, y) {
      y.fill(0);
      for (let i = 0; i + 1 < starts.length; i++) {
        for (let k = starts[i]!; k < starts[i + 1]!; k++) if (delays[k]! > 0 && delays[k]! <= t) y[to[k]!]! += inputs[t - delays[k]!]![i]!;
      }
    },
    forward(_t, x, y) {
      for (let i = 0; i < x.length; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) if (delays[k] === 0) y[to[k]!]! += x[i]!;
    },
    backward(t, _dy, dx) {
      if (!dx) return;
      dx.fill(0);
      for (let i = 0; i < dx.length; i++) {
        for (let k = starts[i]!; k < starts[i + 1]!; k++) if (t + delays[k]! < border) dx[i]! += errors[t + delays[k]!]![to[k]!]!;
      }
    },
    cut: (t) => { border = t; }
  };
}

/** A synapse without a population that takes it in: two leaky stages, and their transpose. */
export function filterTape({decay, rise, jump: [ji, jb]}: Synapse, size: number, dt: number): StageTape {
  const stages = {p: 1 / decay, q: 1 / rise}, none = decay === 0;
  const ii = none ? 0 : currentAt(stages, 1, 0, dt), ib = none ? 0 : two(stages.p, stages.q, dt), bb = none ? 0 : Math.exp(-stages.q * dt);
  const [out, feed, di, db] = Array.from({length: 4}, () => new Float64Array(size)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  return {
    start() {
      for (const each of [out, feed, di, db]) each.fill(0);
    },
    forward(_t, x, y) {
      for (let i = 0; i < size; i++) {
        y[i] = out[i] = out[i]! * ii + feed[i]! * ib + ji * x[i]!;
        feed[i] = feed[i]! * bb + jb * x[i]!;
      }
    },
    backward(_t, dy, dx) {
      for (let i = 0; i < size; i++) {
        const now = di[i]! + dy[i]!, later = db[i]!;
        if (dx) dx[i] = ji * now + jb * later;
        di[i] = ii * now;
        db[i] = ib * now + bb * later;
      }
    },
    cut() {
      di.fill(0);
      db.fill(0);
    }
  };
}
