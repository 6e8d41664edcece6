/** @file The verb of learning: a node's step kept, and turned backwards. */
import type {Signal} from "./node.ts";
import type {Surrogate} from "./surrogate.ts";

/** What a learning run asks of a node. */
export interface BackstepOptions {
  /** Units. */
  readonly size: number;
  readonly steps: number;
  /** One step, ms. */
  readonly dt: number;
  readonly surrogate: Surrogate;
  /** Whether the error also flows through the spike that resets a membrane. */
  readonly reset: "attached" | "detached";
  /** Spikes are `surrogate.soft` instead of a step: for finite differences and landscapes. */
  readonly soft: boolean;
}

/** A run of a node in memory. `forward` for steps 0, 1, …, then `backward` for the same steps in descending order. */
export interface Tape {
  /** Before each run: the node's start. */
  start(): void;
  /** Step `t`: `y` is what `step` would give, to the bit, unless spikes are soft. */
  forward(t: number, x: Signal, y: Signal): void;
  /** Step `t` backwards: from the error of what it gave to the error of what it got. */
  backward(t: number, dy: Signal, dx: Signal): void;
  /** Forgets the errors that later steps sent: the border of truncated learning. */
  cut(): void;
}

/** What every node that can be trained has. */
export interface Trainable {
  /** @throws RangeError, ending in the way out, where this step has no adjoint here. */
  backstep?(options: BackstepOptions): Tape;
}

/** The spike, or what stands for it. */
export function spikeOf(who: string, {surrogate, soft}: BackstepOptions): (u: number) => number {
  if (!soft) return (u) => (u >= 0 ? 1 : 0);
  const smooth = surrogate.soft;
  if (!smooth) throw new RangeError(`${who}: the ${surrogate.kind} surrogate is no spike's derivative, so there is no soft spike; choose another surrogate`);
  return (u) => smooth(u);
}
