/** @file The leaky integrate-and-fire neuron and its limit without a leak, stepped by their exact solution. */
import type {Convention, Membranes, Population} from "../node.ts";
import {exp} from "../../tensor/exp.ts";
import type {LeakyTwin, RestingTwin} from "../twin.ts";
import {jumpAccount} from "./account.ts";
import {drivenLeaky} from "./driven.ts";
import {leaky, plateau, settingsOf} from "./leaky.ts";
import type {CapacitanceOptions, Leaky, LeakyOptions} from "./leaky.ts";
import {relaxation} from "./leaky-relaxation.ts";
import {lateTape} from "./late-tape.ts";
import {leakyTape, refractoryTape} from "./leaky-tape.ts";
import type {Stretch} from "./leaky-tape.ts";
import {overStep, resetTwin, restOf} from "./over-step.ts";
import {afterSpike, resetText, TICK} from "./reset.ts";

/** How a step of the clock treats its input; all of it visible in `convention`. */
export interface StepOptions {
  /** `"jump"`: an input moves the membrane at once. `"current"`: it is a current held for the step. */
  readonly input?: "jump" | "current";
  /**
   * `"decay, input, reset"`: spikes arrive at the end of their step (exact on the grid). `"input, decay, reset"`: at its
   * start. `"decay, reset, input"`: the reset of a spike waits for the next step's decay.
   */
  readonly order?: "decay, input, reset" | "input, decay, reset" | "decay, reset, input";
  /** `"exact"`, or forward Euler as many libraries step. */
  readonly method?: "exact" | "euler";
  /** How often a unit that resets by subtraction may fire in one step: once, or as often as its membrane holds thresholds. */
  readonly spikes?: "one" | "all";
}

export type LifOptions = (LeakyOptions | CapacitanceOptions) & StepOptions;

export interface LifState extends Membranes {
  /** When the unit was last advanced, ms (event-driven runs). */
  readonly last: Float64Array;
  /** Refractory time left, ms (clock), or when it ends (event-driven). */
  readonly rest: Float64Array;
  /** Whether the unit fired in the step before. */
  readonly fired: Uint8Array;
}

/**
 * Leaky integrate-and-fire. Between spikes `τ v' = -(v - rest) + R (i + current)`, or `C v' = -leak (v - rest) + i + current`;
 * at `v ≥ threshold` the unit fires, resets and rests for `refractory` ms.
 *
 * The step is the exact decay `v ← plateau + (v - plateau) e^(-dt/τ)`, then the input, so it holds for any `dt`.
 * Behind a synapse node the two are solved jointly.
 *
 * @throws RangeError if a constant does not fit.
 * @see Gerstner et al., Neuronal Dynamics (2014), section 1.3.
 */
export function lif(options: LifOptions = {}): Population<LifState> {
  return leakyPopulation("lif", leaky("lif", options), options);
}

/**
 * The perfect integrate-and-fire neuron: `v' = i + current`, no leak. By default it resets by subtraction, so that no charge is lost.
 *
 * @throws RangeError if a constant does not fit.
 */
export function integrateFire(options: Omit<LeakyOptions, "tau" | "resistance"> & StepOptions = {}): Population<LifState> {
  return leakyPopulation("integrateFire", leaky("integrateFire", {reset: "subtract", ...options, tau: Infinity}), options);
}

function leakyPopulation(kind: string, cell: Leaky, {input = "jump", order = "decay, input, reset", method = "exact", spikes = "one"}: StepOptions): Population<LifState> {
  const exact = input === "jump" && order === "decay, input, reset" && method === "exact" && cell.reset !== "none";
  const step = {input, order, method, spikes: cell.reset === "subtract" ? spikes : "one" as const};
  const clockOnly = `${kind} with input "${input}", order "${order}", method "${method}" and reset ${resetText(cell.reset)} is defined by its step; use simulate, or jumps in the exact order with a reset (and synapse.hold() for currents)`;
  return {
    kind,
    settings: settingsOf(cell),
    convention: conventionOf(cell, step),
    start: (size) => ({
      v: new Float64Array(size).fill(cell.start), last: new Float64Array(size),
      rest: new Float64Array(size).fill(-Infinity), fired: new Uint8Array(size)
    }),
    step: stepper(cell, step),
    backstep: taped(cell, step),
    driven: (synapse) => (synapse.decay === 0 ? leakyPopulation(kind, cell, step) : drivenLeaky(kind, cell, synapse)),
    threshold: () => cell.threshold,
    ...(step.spikes === "one" && !(cell.refractory > 0 && order === "decay, reset, input") ? {twin: (dt: number) => twinOf(cell, step, dt)} : {}),
    ...jumpAccount(cell),
    ...(input === "jump" && order === "decay, input, reset" && method === "exact" ? {leaky: cell} : {}),
    ...(exact && cell.refractory === 0 && step.spikes === "one" ? {local: {cell}} : {}),
    ...(exact ? {relax: relaxation(cell)} : {clockOnly}),
    shotNoise: {rest: plateau(cell), threshold: cell.threshold, area: cell.jump / cell.rate, power: cell.jump ** 2 / (2 * cell.rate)}
  };
}

/** The step in the numbers of a fast engine. */
function twinOf(cell: Leaky, {input, order, method}: Required<StepOptions>, dt: number): LeakyTwin | RestingTwin {
  // Our own exponential, so that the numbers agree to the bit wherever they are made.
  const {decay, shift, gain} = overStep(cell, input, method, dt, exp), {threshold, start} = cell, late = order === "decay, reset, input";
  const free = {decay, shift, gain: order === "input, decay, reset" ? gain * decay : gain, threshold, start, ...resetTwin(cell)};
  if (cell.refractory === 0) return {form: "leaky", ...free, late};
  const {steps, part} = restOf(cell, dt);
  return {form: "resting", ...free, rest: {steps, ...overStep(cell, input, method, part, exp)}};
}

function conventionOf(cell: Leaky, {input, order, method, spikes}: Required<StepOptions>): Convention {
  const held = method === "exact" ? "R (1 - e^(-dt/τ))" : "R dt/τ";
  return {order, method, gain: input === "jump" ? String(cell.jump) : held, reset: resetText(cell.reset), spikes: `${spikes} a step`, refractory: cell.refractory, delay: "none"};
}

function stepper(cell: Leaky, {input, order, method, spikes}: Required<StepOptions>): Population<LifState>["step"] {
  const {threshold, reset, rest: base, refractory} = cell;
  const first = order === "input, decay, reset", late = order === "decay, reset, input", all = spikes === "all";
  return ({v, rest, fired}, x, out, dt) => {
    const {decay, shift, gain} = overStep(cell, input, method, dt);
    for (let i = 0; i < v.length; i++) {
      const left = rest[i]! - dt;
      rest[i] = left;
      if (left > TICK) { out[i] = 0; continue; }
      let now = v[i]!;
      if (left > TICK - dt) {
        // The rest ended inside this step: only what is left of the step counts.
        const part = overStep(cell, input, method, -left);
        now = now * part.decay + part.shift;
        if (late && fired[i] === 1) now = afterSpike(reset, now, threshold, base);
        now += part.gain * x[i]!;
      } else if (first) now = (now + gain * x[i]!) * decay + shift;
      else {
        now = now * decay + shift;
        if (late && fired[i] === 1) now = afterSpike(reset, now, threshold, base);
        now += gain * x[i]!;
      }
      let count = now >= threshold ? 1 : 0;
      if (late) fired[i] = count;
      if (count === 1) {
        if (!late) now = afterSpike(reset, now, threshold, base);
        while (all && now >= threshold && refractory === 0) { now = afterSpike(reset, now, threshold, base); count++; }
        if (refractory > 0) rest[i] = refractory;
      }
      out[i] = count;
      v[i] = now;
    }
  };
}

/** The adjoint of the step. */
function taped(cell: Leaky, {input, order, method, spikes}: Required<StepOptions>): NonNullable<Population<LifState>["backstep"]> {
  return (options) => {
    if (spikes === "all") throw new RangeError('spikes "all" has no adjoint: a count of spikes in one step; use spikes "one"');
    const over = (ms: number): Stretch => overStep(cell, input, method, ms), first = order === "input, decay, reset";
    if (order === "decay, reset, input") return lateTape(cell, over(options.dt), options);
    return cell.refractory > 0 ? refractoryTape(cell, over, first, options) : leakyTape(cell, over(options.dt), first, options);
  };
}
