/** @file One stage by the clock: its verbs lowered to "read the input, write the output". */
import type {Arrivals, LinearMap, Membranes, Population, Routes, Signal, Synapse} from "../model/node.ts";
import {currentAt, two} from "../model/synapses/cascade.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** A stage in a clocked run. */
export interface ClockStage {
  readonly output: Signal;
  readonly state?: Membranes;
  /** Synapses touched so far by spikes (nonzero inputs) of a projection. */
  synaptic: number;
  /** Before any stage steps: what was on its way arrives. */
  arrive?(): void;
  step(input: Signal, time: number): void;
}

/** How projections take a step: over all weights, over the columns of the spikes, or whichever is less work. */
export type Sweep = "auto" | "dense" | "sparse";

/** @throws RangeError if a delay is no whole number of steps. */
export function clockStage(stage: Stage, w: Float64Array, dt: number, sweep: Sweep): ClockStage {
  const output = new Float64Array(sizeOf(stage.output));
  if (stage.map) return projecting(stage.map, w, output, sweep);
  if (stage.population) return firing(stage.population, output, dt);
  if (stage.routes) return waiting(stage.routes, output, dt);
  if (stage.choice) return choosing(stage.choice, output, sizeOf(stage.input));
  return filtering(stage.filter!, output, dt);
}

/** Sparse where the spikes' columns are fewer than half of all weights' work; both add in the same order, so the bits agree. */
function projecting(map: LinearMap, w: Float64Array, output: Signal, sweep: Sweep): ClockStage {
  const size = sizeOf(map.input), fan = Uint32Array.from({length: size}, (_, i) => map.fanOut(i));
  const all = fan.reduce((sum, n) => sum + n, 0);
  const self: ClockStage = {
    output,
    synaptic: 0,
    step(x) {
      let touched = 0;
      for (let i = 0; i < size; i++) if (x[i] !== 0) touched += fan[i]!;
      self.synaptic += touched;
      if (sweep === "dense" || (sweep === "auto" && 2 * touched > all)) return map.apply(w, x, output);
      output.fill(0);
      for (let i = 0; i < size; i++) if (x[i] !== 0) map.scatter(w, i, x[i]!, output);
    }
  };
  return self;
}

function firing(population: Population, output: Signal, dt: number): ClockStage {
  const state = population.start(output.length);
  return {output, state, synaptic: 0, step: (x) => population.step(state, x, output, dt)};
}

/** A ring of future outputs, one slot a step. */
function waiting({starts, to, times}: Routes, output: Signal, dt: number): ClockStage {
  const steps = Uint32Array.from(times, (time) => wholeSteps(time, dt));
  const slots = steps.reduce((most, n) => Math.max(most, n), 0) + 1;
  const ring = Array.from({length: slots}, () => new Float64Array(output.length));
  let now = 0;
  return {
    output,
    synaptic: 0,
    arrive() {
      now = (now + 1) % slots;
      output.set(ring[now]!);
      ring[now]!.fill(0);
    },
    step(x) {
      for (let i = 0; i < x.length; i++) {
        if (x[i] === 0) continue;
        for (let k = starts[i]!; k < starts[i + 1]!; k++) {
          const target = steps[k] === 0 ? output : ring[(now + steps[k]!) % slots]!;
          target[to[k]!]! += x[i]!;
        }
      }
    }
  };
}

/** A delay in steps. @throws RangeError if it is no whole number of them. */
export function wholeSteps(time: number, dt: number): number {
  const steps = Math.round(time / dt);
  if (Math.abs(time - steps * dt) > 1e-9 * Math.max(1, time)) {
    throw new RangeError(`simulate: a delay must be a whole number of steps of ${dt} ms, got ${time} ms; choose another dt, or use simulateEvents`);
  }
  return steps;
}

function choosing(chooser: NonNullable<Stage["choice"]>, output: Signal, size: number): ClockStage {
  const choice = chooser.start(), units = new Uint32Array(size);
  const arrivals: {-readonly [K in keyof Arrivals]: Arrivals[K]} = {x: output, units, count: 0};
  const emit = (unit: number, amount: number): void => { output[unit]! += amount; };
  return {
    output,
    synaptic: 0,
    step(x, time) {
      output.fill(0);
      arrivals.x = x;
      arrivals.count = 0;
      for (let i = 0; i < size; i++) if (x[i] !== 0) units[arrivals.count++] = i;
      if (arrivals.count > 0) choice.pick(arrivals, time, emit);
    }
  };
}

/** A synapse without a population that takes it in: its current at each step of the clock. */
function filtering(synapse: Synapse, output: Signal, dt: number): ClockStage {
  const stages = {p: 1 / synapse.decay, q: 1 / synapse.rise}, [ji, jb] = synapse.jump;
  const feed = new Float64Array(output.length), none = synapse.decay === 0;
  const ii = none ? 0 : currentAt(stages, 1, 0, dt), ib = none ? 0 : two(stages.p, stages.q, dt), bb = none ? 0 : Math.exp(-stages.q * dt);
  return {
    output,
    synaptic: 0,
    step(x) {
      for (let i = 0; i < x.length; i++) {
        output[i] = output[i]! * ii + feed[i]! * ib + ji * x[i]!;
        feed[i] = feed[i]! * bb + jb * x[i]!;
      }
    }
  };
}

