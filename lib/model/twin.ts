/** @file What a fast engine needs to know of a node, as plain data: a node that says it can be lowered. */

/** A patch of weights over one or two (or three) dimensions of space; `share` where its weights are all one number that nothing learns. */
export interface PatchTwin {
  readonly form: "patch";
  readonly field: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly share?: number;
}

/** Every unit to every unit. */
export interface DenseTwin {
  readonly form: "dense";
}

/** Which of a pool's units is let through: that of the largest sum so far, that of the largest value now, or any. */
export interface PoolTwin {
  readonly form: "pool";
  readonly rule: "rate" | "step" | "any";
  readonly field: readonly number[];
}

/**
 * A linear filter of two stages: `y = out₀ i + out₁ b + through x` from the `i` and `b` before the step, then `i ← ii i + ib b + jump₀ x`,
 * `b ← bb b + jump₁ x`.
 */
export interface FilterTwin {
  readonly form: "filter";
  readonly ii: number;
  readonly ib: number;
  readonly bb: number;
  readonly jump: readonly [i: number, b: number];
  readonly out: readonly [i: number, b: number];
  readonly through: number;
}

/** What a population's input passes first, where a synapse was taken in. */
export interface Fed {
  readonly feed?: FilterTwin;
}

/** `v ← decay v + shift + gain x` over one step; at `v ≥ threshold` a spike and the reset, which `late` units do after their next decay. */
export interface LeakyTwin extends Fed {
  readonly form: "leaky";
  readonly decay: number;
  readonly shift: number;
  readonly gain: number;
  readonly threshold: number;
  readonly start: number;
  readonly late: boolean;
  /** Nothing, `v - to`, or `v = to`. */
  readonly reset: "none" | "subtract" | "value";
  readonly to: number;
}

/**
 * A leaky membrane that is held for `steps - 1` steps after a spike; of the step after these only the end is free: `v ← decay v + shift + gain x` with
 * the numbers of `rest`.
 */
export interface RestingTwin extends Omit<LeakyTwin, "form" | "late"> {
  readonly form: "resting";
  readonly rest: {readonly steps: number; readonly decay: number; readonly shift: number; readonly gain: number};
}

/**
 * A leaky membrane whose threshold stands `h ← sunk a` above its base and rises with a spike, `a = h + increment s`; a reset by subtraction takes `h` too.
 */
export interface AdaptiveTwin extends Omit<LeakyTwin, "form" | "late"> {
  readonly form: "adaptive";
  readonly sunk: number;
  readonly increment: number;
  /** How far thresholds stand above their base at the start: one number for all, one for each channel, or one for each unit. */
  readonly raised: ArrayLike<number>;
}

/** `v ← decay v + x`, given as it is. */
export interface IntegratorTwin {
  readonly form: "integrator";
  readonly decay: number;
}

/** `max(0, x)`. */
export interface RectifierTwin {
  readonly form: "rectifier";
}

/** One line to every place, by one weight for each channel: the way of a bias. */
export interface SpreadTwin {
  readonly form: "spread";
}

/** 1 in every step. */
export interface ConstantTwin {
  readonly form: "constant";
}

export type MapTwin = PatchTwin | DenseTwin | SpreadTwin;
export type PopulationTwin = LeakyTwin | RestingTwin | AdaptiveTwin | IntegratorTwin | RectifierTwin | ConstantTwin;
