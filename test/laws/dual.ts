/** @file A second way to the gradient of a spiking network: tangents carried forwards, one weight at a time. */

/** Constants of two layers of leaky units, the first of which fires. */
export interface Twin {
  /** Decay of a step of the first and of the second layer. */
  readonly decay: number;
  readonly read: number;
  readonly threshold: number;
  readonly reset: number | "subtract";
  /** Rise of the threshold with a spike, and its decay in a step. */
  readonly increment: number;
  readonly sunk: number;
  readonly attached: boolean;
  /** Tangents of states are dropped at multiples of this; never where 0. */
  readonly window: number;
  slope(u: number): number;
}

/** A number and its derivative by the weight looked at. */
type Dual = readonly [value: number, slope: number];
const sum = (...terms: readonly Dual[]): Dual => [terms.reduce((a, [v]) => a + v, 0), terms.reduce((a, [, d]) => a + d, 0)];
const times = ([a, da]: Dual, [b, db]: Dual): Dual => [a * b, da * b + a * db];
const by = (k: number, [a, da]: Dual): Dual => [k * a, k * da];

/**
 * `d loss / d w` for weights `w1 [hidden, inputs]` (`layer` 0) or `w2 [outputs, hidden]` (`layer` 1), the loss being
 * `Σₜ Σₒ c[t][o] m[t][o]` of the readers' membranes `m`. Spikes are hard; their slope is `slope(u)`.
 */
export function tangent(twin: Twin, w1: readonly number[][], w2: readonly number[][], x: readonly number[][], c: readonly number[][], at: {readonly layer: 0 | 1; readonly row: number; readonly column: number}): number {
  const weight = (layer: 0 | 1, w: readonly number[][], row: number, column: number): Dual => [w[row]![column]!, at.layer === layer && at.row === row && at.column === column ? 1 : 0];
  let v: Dual[] = w1.map(() => [0, 0]), raised: Dual[] = w1.map(() => [0, 0]), m: Dual[] = w2.map(() => [0, 0]), slope = 0;
  const cut = (all: Dual[]): Dual[] => all.map(([value]) => [value, 0]);
  x.forEach((inputs, t) => {
    if (twin.window > 0 && t % twin.window === 0) [v, raised, m] = [cut(v), cut(raised), cut(m)];
    const s = w1.map((row, i): Dual => {
      const height = by(twin.sunk, raised[i]!);
      const u = sum(by(twin.decay, v[i]!), ...row.map((_, j) => by(inputs[j]!, weight(0, w1, i, j))));
      const over = sum(u, by(-1, height), [-twin.threshold, 0]);
      const spike: Dual = [over[0] >= 0 ? 1 : 0, twin.slope(over[0]) * over[1]], resetting: Dual = twin.attached ? spike : [spike[0], 0];
      const fall = twin.reset === "subtract" ? sum([twin.threshold, 0], height) : sum(u, [-twin.reset, 0]);
      v[i] = sum(u, by(-1, times(resetting, fall)));
      raised[i] = sum(height, by(twin.increment, spike));
      return spike;
    });
    w2.forEach((row, o) => {
      m[o] = sum(by(twin.read, m[o]!), ...row.map((_, i) => times(weight(1, w2, o, i), s[i]!)));
      slope += c[t]![o]! * m[o]![1];
    });
  });
  return slope;
}
