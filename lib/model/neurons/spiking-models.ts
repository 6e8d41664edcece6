/** @file The exponential, quadratic, Izhikevich and conductance-based neurons: equations for the bounded solver. */
import type {Population} from "../node.ts";
import {nonlinear} from "./nonlinear.ts";
import type {NonlinearState} from "./nonlinear.ts";

const TOLERANCE = 1e-9;

export interface ExponentialFireOptions {
  /** nF */
  readonly capacitance?: number;
  /** µS */
  readonly leak?: number;
  /** mV */
  readonly rest?: number;
  /** Where the upswing begins, mV. */
  readonly threshold?: number;
  /** How sharp it is, mV. */
  readonly sharpness?: number;
  /** Adaptation: its coupling (µS), its jump at a spike (nA), its time constant (ms). All 0 for the plain exponential neuron. */
  readonly adaptation?: {readonly coupling: number; readonly jump: number; readonly tau: number};
  readonly reset?: number;
  readonly peak?: number;
  readonly refractory?: number;
  /** Constant current, nA; an input of 1 adds 1 nA for the step. */
  readonly current?: number;
}

/**
 * The (adaptive) exponential integrate-and-fire neuron:
 * `C v' = -leak (v - rest) + leak Δ e^((v - threshold)/Δ) - w + I`, `τ w' = coupling (v - rest) - w`, at the peak `v ← reset`, `w ← w + jump`.
 *
 * @throws RangeError if a constant does not fit.
 * @see Brette and Gerstner, Journal of Neurophysiology 94 (2005), 3637–3642; the defaults are theirs.
 */
export function exponentialFire(options: ExponentialFireOptions = {}): Population<NonlinearState> {
  const {capacitance = 0.281, leak = 0.03, rest = -70.6, threshold = -50.4, sharpness = 2, reset = -70.6, peak = 20, refractory = 0, current = 0} = options;
  const {coupling, jump, tau} = options.adaptation ?? {coupling: 0, jump: 0, tau: 1};
  checked("exponentialFire", {capacitance, leak, sharpness, tau});
  below("exponentialFire", reset, peak);
  return nonlinear({
    kind: "exponentialFire",
    settings: {capacitance, leak, rest, threshold, sharpness, coupling, jump, tau, peak, current},
    start: [rest, 0], peak, refractory, tolerance: TOLERANCE, input: {current: 1},
    slope(y, dy, input) {
      const v = y[0]!, w = y[1]!;
      dy[0] = (-leak * (v - rest) + leak * sharpness * Math.exp((v - threshold) / sharpness) - w + current + input) / capacitance;
      dy[1] = (coupling * (v - rest) - w) / tau;
    },
    reset(y) { y[0] = reset; y[1]! += jump; },
    resetText: `to ${reset}, adaptation + ${jump}`
  });
}

export interface QuadraticFireOptions {
  /** ms */
  readonly tau?: number;
  readonly reset?: number;
  readonly peak?: number;
  /** Constant current; an input of 1 adds 1 for the step. */
  readonly current?: number;
}

/**
 * The quadratic integrate-and-fire neuron `τ v' = v² + I`, from `reset` to `peak`. With a constant `I > 0` its period is
 * `τ / √I · (atan(peak / √I) - atan(reset / √I))`.
 *
 * @throws RangeError if `tau` is not positive or `reset` not below `peak`.
 * @see Ermentrout and Kopell, SIAM Journal on Applied Mathematics 46 (1986), 233–253.
 */
export function quadraticFire({tau = 10, reset = -10, peak = 10, current = 0}: QuadraticFireOptions = {}): Population<NonlinearState> {
  checked("quadraticFire", {tau});
  below("quadraticFire", reset, peak);
  return nonlinear({
    kind: "quadraticFire",
    settings: {tau, peak, current},
    start: [reset], peak, refractory: 0, tolerance: TOLERANCE, input: {current: 1},
    slope(y, dy, input) { dy[0] = (y[0]! ** 2 + current + input) / tau; },
    reset(y) { y[0] = reset; },
    resetText: `to ${reset}`
  });
}

export interface IzhikevichOptions {
  readonly a?: number;
  readonly b?: number;
  /** mV */
  readonly c?: number;
  readonly d?: number;
  /** Constant current; an input of 1 adds 1 for the step. */
  readonly current?: number;
}

/**
 * Izhikevich's neuron: `v' = 0.04 v² + 5 v + 140 - u + I`, `u' = a (b v - u)`, at 30 mV `v ← c`, `u ← u + d`. The defaults spike regularly.
 *
 * @throws RangeError if a constant is not finite.
 * @see Izhikevich, IEEE Transactions on Neural Networks 14 (2003), 1569–1572.
 */
export function izhikevich({a = 0.02, b = 0.2, c = -65, d = 8, current = 0}: IzhikevichOptions = {}): Population<NonlinearState> {
  for (const [name, value] of Object.entries({a, b, c, d, current})) if (!Number.isFinite(value)) throw new RangeError(`izhikevich: ${name} must be a finite number, got ${value}`);
  below("izhikevich", c, 30);
  return nonlinear({
    kind: "izhikevich",
    settings: {a, b, c, d, current},
    start: [c, b * c], peak: 30, refractory: 0, tolerance: TOLERANCE, input: {current: 1},
    slope(y, dy, input) {
      const v = y[0]!, u = y[1]!;
      dy[0] = 0.04 * v * v + 5 * v + 140 - u + current + input;
      dy[1] = a * (b * v - u);
    },
    reset(y) { y[0] = c; y[1]! += d; },
    resetText: `to ${c}, recovery + ${d}`
  });
}

export interface ConductanceBasedOptions {
  /** nF */
  readonly capacitance?: number;
  /** µS */
  readonly leak?: number;
  /** mV */
  readonly rest?: number;
  readonly threshold?: number;
  readonly reset?: number;
  readonly refractory?: number;
  /** Decay of the synaptic conductance, ms. */
  readonly tau?: number;
  /** Reversal potential of the synapse, mV. */
  readonly reversal?: number;
}

/**
 * A leaky neuron with a synaptic conductance: `C v' = -leak (v - rest) + g (reversal - v)`, `g' = -g / tau`; an input of 1 opens 1 µS.
 * The product `g v` leaves no closed form, so it runs on a clock, by the bounded solver.
 *
 * @throws RangeError if a constant does not fit.
 */
export function conductanceBased(options: ConductanceBasedOptions = {}): Population<NonlinearState> {
  const {capacitance = 0.2, leak = 0.01, rest = -70, threshold = -50, reset = -70, refractory = 0, tau = 5, reversal = 0} = options;
  checked("conductanceBased", {capacitance, leak, tau});
  below("conductanceBased", reset, threshold);
  return nonlinear({
    kind: "conductanceBased",
    settings: {capacitance, leak, rest, threshold, tau, reversal},
    start: [rest, 0], peak: threshold, refractory, tolerance: TOLERANCE, input: {state: 1, jump: 1},
    slope(y, dy) {
      const v = y[0]!, g = y[1]!;
      dy[0] = (-leak * (v - rest) + g * (reversal - v)) / capacitance;
      dy[1] = -g / tau;
    },
    reset(y) { y[0] = reset; },
    resetText: `to ${reset}`
  });
}

function checked(who: string, constants: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(constants)) if (!(value > 0 && value < Infinity)) throw new RangeError(`${who}: ${name} must be positive, got ${value}`);
}

function below(who: string, reset: number, peak: number): void {
  if (!(reset < peak)) throw new RangeError(`${who}: reset must lie below the peak ${peak}, got ${reset}`);
}
