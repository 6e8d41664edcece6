/** @file The adaptive-threshold neuron (ALIF): every spike raises the threshold, which then sinks back. */
import type {Account, Membranes, Population, Relaxation, Synapse} from "../node.ts";
import {exp} from "../../tensor/exp.ts";
import {root} from "../response/root.ts";
import {feedTwin} from "../synapses/joint-step.ts";
import type {AdaptiveTwin} from "../twin.ts";
import {jumpAccount} from "./account.ts";
import {adaptiveTape} from "./adaptive-tape.ts";
import type {Adaptation} from "./adaptive-tape.ts";
import {leaky, plateau, relaxed, settingsOf} from "./leaky.ts";
import type {CapacitanceOptions, Leaky, LeakyOptions} from "./leaky.ts";
import {drivenLeaky, propagatorOf} from "./driven.ts";
import type {DrivenState} from "./driven.ts";
import {jumpFeed, synapseFeed} from "./feed.ts";
import {overStep, resetTwin} from "./over-step.ts";
import {perUnit} from "./per-unit.ts";
import {afterSpike, resetText, TICK} from "./reset.ts";

export type AdaptiveOptions = (LeakyOptions | CapacitanceOptions) & {
  /** Time constant with which the threshold sinks back, ms; `Infinity` where it stays until something moves it. */
  readonly tauThreshold?: number;
  /** How far a spike raises the threshold. */
  readonly increment?: number;
  /** How far thresholds stand above their base at the start: one number, or one for each channel or unit, as homeostasis leaves them. */
  readonly raised?: number | ArrayLike<number>;
};

export interface AdaptiveState extends Membranes {
  /** How far the threshold stands above its base. */
  readonly raised: Float64Array;
  readonly last: Float64Array;
  /** Refractory time left, ms (clock), or when it ends (event-driven). */
  readonly rest: Float64Array;
}

/**
 * A leaky integrate-and-fire neuron whose threshold is `threshold + a`: `a` sinks as `a' = -a / tauThreshold` and rises by
 * `increment` at each spike. Exact on the clock and without one.
 *
 * @throws RangeError if a constant does not fit.
 * @see Bellec et al., NeurIPS 2018 (LSNN).
 */
export function adaptive(options: AdaptiveOptions = {}): Population<AdaptiveState> {
  const {tauThreshold = 200, increment = 0.2, raised = 0, ...rest} = options;
  const cell = leaky("adaptive", rest as LeakyOptions);
  if (!(tauThreshold > 0)) throw new RangeError(`adaptive: tauThreshold must be positive (ms), got ${tauThreshold}`);
  if (!(increment >= 0 && increment < Infinity)) throw new RangeError(`adaptive: increment must be at least 0, got ${increment}`);
  const adaptation = {rate: 1 / tauThreshold, increment, raised: typeof raised === "number" ? [raised] : raised};
  perUnit("adaptive: raised", adaptation.raised, adaptation.raised.length);
  const noReset = {clockOnly: "adaptive without a reset fires as long as it is above threshold; use simulate, or give it a reset"};
  const self: Population<AdaptiveState> = {
    kind: "adaptive",
    settings: {...settingsOf(cell), tauThreshold, increment},
    convention: {
      order: "decay, input, reset", method: "exact", gain: String(cell.jump),
      reset: resetText(cell.reset), spikes: "one a step", refractory: cell.refractory, delay: "none"
    },
    start: (size) => ({
      v: new Float64Array(size).fill(cell.start), raised: perUnit("adaptive: raised", adaptation.raised, size),
      last: new Float64Array(size), rest: new Float64Array(size).fill(-Infinity)
    }),
    step: stepper(cell, adaptation),
    backstep: (options) => adaptiveTape(cell, adaptation, jumpFeed(cell.jump), options),
    driven: (synapse) => (synapse.decay === 0 ? self : adaptiveDriven(cell, adaptation, synapse)),
    threshold: ({raised}, i) => cell.threshold + raised[i]!,
    raised: ({raised}) => raised,
    ...accountOf(cell, adaptation),
    ...(cell.refractory === 0 ? {local: {cell, adaptation}, twin: (dt: number) => twinOf(cell, adaptation, dt)} : {}),
    ...(cell.reset === "none" ? noReset : {relax: relaxation(cell, adaptation)}),
    shotNoise: {rest: plateau(cell), threshold: cell.threshold, area: cell.jump / cell.rate, power: cell.jump ** 2 / (2 * cell.rate)}
  };
  return self;
}

/** Subtraction takes the height of its moment, which no sum over inputs knows: only resets to a value add up. */
function accountOf(cell: Leaky, {rate, increment}: Adaptation): {account?: Account} {
  const {account} = jumpAccount(cell);
  if (!account || typeof cell.reset !== "number") return {};
  return {account: {...account, threshold: (spikes) => cell.threshold + spikes.reduce((sum, age) => sum + increment * Math.exp(-rate * age), 0)}};
}

/** The step in the numbers of a fast engine. */
function twinOf(cell: Leaky, {rate: sink, increment, raised}: Adaptation, dt: number): AdaptiveTwin {
  const {threshold, start} = cell;
  return {form: "adaptive", ...overStep(cell, "jump", "exact", dt, exp), threshold, start, ...resetTwin(cell), sunk: exp(-sink * dt), increment, raised};
}

function stepper(cell: Leaky, {rate: sink, increment}: Adaptation): Population<AdaptiveState>["step"] {
  const {threshold, reset, rest: base, refractory, jump} = cell;
  return ({v, raised, rest}, x, out, dt) => {
    const decay = Math.exp(-cell.rate * dt), shift = relaxed(cell, 0, dt), sunk = Math.exp(-sink * dt);
    for (let i = 0; i < v.length; i++) {
      const left = rest[i]! - dt, height = raised[i]! * sunk;
      rest[i] = left;
      raised[i] = height;
      if (left > TICK) { out[i] = 0; continue; }
      const now = (left > TICK - dt ? relaxed(cell, v[i]!, -left) : v[i]! * decay + shift) + jump * x[i]!;
      const spike = now >= threshold + height ? 1 : 0;
      out[i] = spike;
      v[i] = spike === 1 ? afterSpike(reset, now, threshold + height, base) : now;
      if (spike === 1) {
        raised[i] = height + increment;
        if (refractory > 0) rest[i] = refractory;
      }
    }
  };
}

interface AdaptiveDrivenState extends DrivenState {
  readonly raised: Float64Array;
  /** Refractory time left, ms. */
  readonly left: Float64Array;
  /** The membranes before the step, for those that are held. */
  readonly held: Float64Array;
}

/** Solved jointly on the clock; its moving threshold meets three exponentials, for which no closed bracket is given here. */
function adaptiveDriven(cell: Leaky, adaptation: Adaptation, synapse: Synapse): Population<AdaptiveDrivenState> {
  const {threshold, reset, rest: base, refractory} = cell, {rate: sink, increment, raised: first} = adaptation, stages = {p: 1 / synapse.decay, q: 1 / synapse.rise};
  const {relax: _none, twin: _fixedTwin, threshold: _infinite, account: _fixed, backstep: _still, timing: _moving, ...free} = drivenLeaky("adaptive", {...cell, threshold: Infinity, refractory: 0}, synapse);
  return {
    ...free,
    clockOnly: "adaptive behind a synapse has no closed bracket for its crossings; use simulate, or lif behind the synapse",
    convention: {...free.convention, reset: resetText(reset), refractory},
    start: (size) => ({...free.start(size), raised: perUnit("adaptive: raised", first, size), left: new Float64Array(size), held: new Float64Array(size)}),
    threshold: ({raised}, i) => threshold + raised[i]!,
    raised: ({raised}) => raised,
    ...(refractory === 0 ? {twin: (dt: number): AdaptiveTwin => ({...twinOf(cell, adaptation, dt), gain: 1, feed: feedTwin(synapse, cell, dt)})} : {}),
    backstep: (options) => adaptiveTape(cell, adaptation, synapseFeed(synapse.jump, propagatorOf(cell, stages, options.dt), options.size), options),
    step(state, x, out, dt) {
      const {v, raised, left, held} = state, sunk = Math.exp(-sink * dt);
      held.set(v);
      free.step(state, x, out, dt);
      for (let i = 0; i < v.length; i++) {
        raised[i]! *= sunk;
        left[i]! -= dt;
        if (left[i]! > TICK) { v[i] = held[i]!; continue; }
        const height = threshold + raised[i]!;
        if (v[i]! < height) continue;
        out[i] = 1;
        v[i] = afterSpike(reset, v[i]!, height, base);
        raised[i]! += increment;
        left[i] = refractory;
      }
    }
  };
}

function relaxation(cell: Leaky, {rate: sink, increment}: Adaptation): Relaxation<AdaptiveState> {
  const {threshold, reset, rest: base, refractory, jump} = cell;
  const peek = ({v, last, rest}: AdaptiveState, i: number, time: number): number => {
    const from = Math.max(last[i]!, rest[i]!);
    return time > from ? relaxed(cell, v[i]!, time - from) : v[i]!;
  };
  const next = ({v, raised, rest}: AdaptiveState, i: number, now: number): number => {
    const wait = rest[i]! - now;
    if (!(wait > TICK)) return now + sinkingCrossing(cell, sink, v[i]!, raised[i]!);
    return wait === Infinity ? Infinity : rest[i]! + sinkingCrossing(cell, sink, v[i]!, raised[i]! * Math.exp(-sink * wait));
  };
  return {
    peek,
    peekThreshold: ({raised, last}, i, time) => threshold + raised[i]! * Math.exp(-sink * (time - last[i]!)),
    advance(state, units, count, now, x, due) {
      const {v, raised, last, rest} = state;
      for (let k = 0; k < count; k++) {
        const i = units[k]!, moved = peek(state, i, now);
        raised[i]! *= Math.exp(-sink * (now - last[i]!));
        v[i] = moved + (rest[i]! - now > TICK ? 0 : jump * x[i]!);
        last[i] = now;
        x[i] = 0;
        due[i] = next(state, i, now);
      }
    },
    fire(state, i, now) {
      const {v, raised, rest} = state;
      v[i] = afterSpike(reset, v[i]!, threshold + raised[i]!, base);
      raised[i]! += increment;
      rest[i] = refractory > 0 ? now + refractory : -Infinity;
      return next(state, i, now);
    }
  };
}

/**
 * When a relaxing membrane meets a sinking threshold. Their gap `g = v - threshold - a` obeys
 * `(e^(sink t) g)' = e^(sink t) (v' + sink (v - threshold))`, and the bracket on the right is one exponential and a constant: it
 * changes sign at most once, so `g` has at most two roots, one in each piece.
 */
export function sinkingCrossing(cell: Leaky, sink: number, v: number, raised: number): number {
  const {threshold, rate} = cell, settled = plateau(cell);
  if (v >= threshold + raised) return 0;
  // A membrane that starts and settles below the resting threshold never meets one that stays above it.
  if (Math.max(v, settled) < threshold + Math.min(0, raised)) return Infinity;
  const gap = (t: number): number => relaxed(cell, v, t) - threshold - raised * Math.exp(-sink * t);
  const gain = (t: number): number => cell.slope - rate * (relaxed(cell, v, t) - cell.rest) + sink * (relaxed(cell, v, t) - threshold);
  // The slower of the two that move at all; if neither does, only a constant slope can close the gap.
  const slow = sink > 0 && rate > 0 ? Math.min(sink, rate) : Math.max(sink, rate), far = slow > 0 ? 1000 / slow : 0;
  const end = rate === 0 && cell.slope > 0 ? Math.max(far, (2 * (threshold + raised - v)) / cell.slope) : far;
  const cuts = gain(0) * gain(end) < 0 ? [0, root(gain, 0, end), end] : [0, end];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const from = cuts[k]!, to = cuts[k + 1]!;
    if (gap(from) < 0 && gap(to) >= 0) return root(gap, from, to);
  }
  return Infinity;
}
