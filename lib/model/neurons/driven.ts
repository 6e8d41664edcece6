/** @file The leaky membrane behind a synapse: current and voltage solved jointly, on the clock and without one. */
import type {Membranes, Population, Relaxation, Synapse} from "../node.ts";
import {exp} from "../../tensor/exp.ts";
import {currentAt, three, two} from "../synapses/cascade.ts";
import type {TwoStages} from "../synapses/cascade.ts";
import {feedTwin} from "../synapses/joint-step.ts";
import type {LeakyTwin, RestingTwin} from "../twin.ts";
import {drivenAccount} from "./account.ts";
import {drivenCrossing, drivenVoltage} from "./driven-crossing.ts";
import {drivenTape} from "./driven-tape.ts";
import type {Propagator, RestEnd} from "./driven-tape.ts";
import type {Leaky} from "./leaky.ts";
import {plateau, relaxed, settingsOf} from "./leaky.ts";
import {overStep, resetTwin, restOf} from "./over-step.ts";
import {afterSpike, resetText, TICK} from "./reset.ts";

export interface DrivenState extends Membranes {
  /** Synaptic current. */
  readonly i: Float64Array;
  /** What feeds it. */
  readonly b: Float64Array;
  readonly last: Float64Array;
  /** Refractory time left, ms (clock), or when it ends (event-driven). */
  readonly rest: Float64Array;
}

/**
 * `v' = -(v - plateau) / τ + drive · i` with `i' = -i / decay + b`, `b' = -b / rise`: the step is the exact joint propagator,
 * safe where time constants are equal. During refractoriness the currents go on and the membrane is held.
 *
 * @see Rotter and Diesmann, Biological Cybernetics 81 (1999), 381–402.
 */
export function drivenLeaky(kind: string, cell: Leaky, synapse: Synapse): Population<DrivenState> {
  const stages: TwoStages = {p: 1 / synapse.decay, q: 1 / synapse.rise};
  const order = "decay (joint), input, reset";
  return {
    kind,
    settings: {...settingsOf(cell), synapse: synapse.kind},
    convention: {
      order, method: "exact", gain: `${cell.drive} per ms of current`, reset: resetText(cell.reset),
      spikes: "one a step", refractory: cell.refractory, delay: "none"
    },
    start: (size) => ({
      v: new Float64Array(size).fill(cell.start), i: new Float64Array(size), b: new Float64Array(size),
      last: new Float64Array(size), rest: new Float64Array(size).fill(-Infinity)
    }),
    step: stepper(cell, synapse, stages),
    backstep: (options) => drivenTape(cell, synapse.jump, propagatorOf(cell, stages, options.dt), restEnd(cell, stages, options.dt), options),
    threshold: () => cell.threshold,
    twin: (dt) => twinOf(cell, synapse, dt),
    timing: {cell, jump: synapse.jump, falls: [stages.p, stages.q], over: (ms) => propagatorOf(cell, stages, ms)},
    current: (state, i) => state.i[i]!,
    ...drivenAccount(cell, synapse, stages),
    ...(cell.reset === "none" ? {clockOnly: `${kind} without a reset fires as long as it is above threshold; use simulate, or give it a reset`} : {relax: relaxation(cell, synapse, stages)}),
    shotNoise: {rest: plateau(cell), threshold: cell.threshold, area: (cell.drive / cell.rate) * synapse.area, power: powerOf(cell, synapse)}
  };
}

/** The step in the numbers of a fast engine: the synapse as a filter in front of the membrane. None where a rest ends within a step. */
function twinOf(cell: Leaky, synapse: Synapse, dt: number): LeakyTwin | RestingTwin | undefined {
  const {decay, shift} = overStep(cell, "jump", "exact", dt, exp), {threshold, start, refractory} = cell, {steps, part} = restOf(cell, dt);
  const free = {decay, shift, gain: 1, threshold, start, ...resetTwin(cell), feed: feedTwin(synapse, cell, dt)};
  if (refractory === 0) return {form: "leaky", ...free, late: false};
  return part === 0 ? {form: "resting", ...free, rest: {steps, decay: 1, shift: 0, gain: 0}} : undefined;
}

/** The integral of the squared membrane response: the shot noise's variance per unit of `Σ w² rate`. */
function powerOf({rate, drive}: Leaky, {decay, rise, jump}: Synapse): number {
  const p = 1 / decay, q = 1 / rise;
  // Parseval for the cascade: ∫ f² of a one-pole (a + b/(s + q))/(s + p)/(s + m), by its Lyapunov equation.
  const [a, b] = jump, s = p + q, m = p + rate, n = q + rate;
  const bb = (b * b) / (2 * q), ib = (a * b + bb) / s, ii = (a * a + 2 * ib) / (2 * p);
  const vb = (drive * ib) / n, vi = (drive * ii + vb) / m;
  return (drive * vi) / rate;
}

/** The propagator of a membrane and its synapse over `dt` ms. */
export function propagatorOf(cell: Leaky, {p, q}: TwoStages, dt: number): Propagator {
  const m = cell.rate;
  return {ii: Math.exp(-p * dt), ib: two(p, q, dt), bb: Math.exp(-q * dt), vi: cell.drive * two(m, p, dt), vb: cell.drive * three(m, p, q, dt)};
}

function stepper(cell: Leaky, {jump}: Synapse, stages: TwoStages): Population<DrivenState>["step"] {
  const {threshold, reset, rest: base, refractory, rate} = cell;
  return (state, x, out, dt) => {
    const {v, i: current, b, rest} = state, {ii, ib, bb, vi, vb} = propagatorOf(cell, stages, dt);
    const decay = Math.exp(-rate * dt), shift = relaxed(cell, 0, dt);
    for (let k = 0; k < v.length; k++) {
      const i = current[k]!, feed = b[k]!, left = rest[k]! - dt;
      rest[k] = left;
      current[k] = i * ii + feed * ib + jump[0] * x[k]!;
      b[k] = feed * bb + jump[1] * x[k]!;
      if (left > TICK) { out[k] = 0; continue; }
      const now = left > TICK - dt ? released(cell, stages, v[k]!, i, feed, dt, -left) : v[k]! * decay + shift + i * vi + feed * vb;
      const spike = now >= threshold ? 1 : 0;
      out[k] = spike;
      if (spike === 1 && refractory > 0) rest[k] = refractory;
      v[k] = spike === 1 ? afterSpike(reset, now, threshold, base) : now;
    }
  };
}

/** The membrane at the end of a step of which only the last `part` ms were free. */
function released(cell: Leaky, stages: TwoStages, v: number, i: number, b: number, dt: number, part: number): number {
  const held = dt - part;
  return drivenVoltage(cell, stages, v, currentAt(stages, i, b, held), b * Math.exp(-stages.q * held), part);
}

/** The step in which a refractory time ends. */
function restEnd(cell: Leaky, stages: TwoStages, dt: number): RestEnd {
  const {part} = restOf(cell, dt), {ii, ib, bb} = propagatorOf(cell, stages, dt - part), {vi, vb} = propagatorOf(cell, stages, part);
  return {decay: Math.exp(-cell.rate * part), vi: vi * ii, vb: vi * ib + vb * bb, membrane: (v, i, b) => released(cell, stages, v, i, b, dt, part)};
}

function relaxation(cell: Leaky, {jump}: Synapse, stages: TwoStages): Relaxation<DrivenState> {
  const {threshold, reset, rest: base, refractory} = cell, {p, q} = stages;
  /** When unit `k`, whose currents stand at `now`, fires; its membrane is held until its rest ends. */
  const next = ({v, i, b, rest}: DrivenState, k: number, now: number): number => {
    const wait = rest[k]! - now;
    if (!(wait > TICK)) return now + drivenCrossing(cell, stages, v[k]!, i[k]!, b[k]!);
    return wait === Infinity ? Infinity : rest[k]! + drivenCrossing(cell, stages, v[k]!, currentAt(stages, i[k]!, b[k]!, wait), b[k]! * Math.exp(-q * wait));
  };
  const peek = ({v, i, b, last, rest}: DrivenState, k: number, time: number): number => {
    const since = last[k]!, free = Math.max(since, rest[k]!);
    if (!(time > free)) return v[k]!;
    if (free === since) return drivenVoltage(cell, stages, v[k]!, i[k]!, b[k]!, time - since);
    return released(cell, stages, v[k]!, i[k]!, b[k]!, time - since, time - free);
  };
  return {
    peek,
    peekCurrent: ({i, b, last}, k, time) => currentAt(stages, i[k]!, b[k]!, time - last[k]!),
    advance(state, units, count, now, x, due) {
      const {v, i, b, last} = state;
      for (let n = 0; n < count; n++) {
        const k = units[n]!, elapsed = now - last[k]!;
        if (elapsed > 0) {
          v[k] = peek(state, k, now);
          const feed = b[k]!;
          i[k] = i[k]! * Math.exp(-p * elapsed) + (feed === 0 ? 0 : feed * two(p, q, elapsed));
          b[k] = feed === 0 ? 0 : feed * Math.exp(-q * elapsed);
          last[k] = now;
        }
        i[k]! += jump[0] * x[k]!;
        b[k]! += jump[1] * x[k]!;
        x[k] = 0;
        due[k] = next(state, k, now);
      }
    },
    fire(state, k, now) {
      // At its own crossing the membrane stands at threshold up to rounding.
      state.v[k] = afterSpike(reset, Math.max(state.v[k]!, threshold), threshold, base);
      state.rest[k] = refractory > 0 ? now + refractory : -Infinity;
      return next(state, k, now);
    }
  };
}
