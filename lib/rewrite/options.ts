/** @file What a conversion may be asked for, checked at the door. */
import type {Images} from "./images.ts";
import type {Firing} from "./staircase.ts";

export interface ToSpikingOptions {
  /** Images on which the values of each layer are measured. */
  readonly calibrateOn: Images;
  /**
   * Which value of a layer becomes the largest rate: the `"max"`, a percentile (99.9 unless given), or the `"best"` clip, which makes
   * the expected error in `steps` steps least.
   */
  readonly percentile?: number | "max" | "best";
  /**
   * Of what: the `"activations"` of the artificial network, or the currents of the `"spikes"` that really arrive, layer by layer, in
   * runs of `steps` steps (threshold balancing).
   */
  readonly balance?: "activations" | "spikes";
  /** After a spike a membrane loses one threshold (no charge is lost), or all it has. */
  readonly reset?: "subtract" | "zero";
  /** Membranes start at half a threshold, so that rates are rounded, or at zero, so that they are cut off. */
  readonly start?: "half" | "zero";
  /** How long runs will be, steps: for the best clip, for `balance: "spikes"`, and the time window of first spikes. */
  readonly steps?: number;
  /** Lets a neuron give several spikes in one step, so that nothing is clipped. */
  readonly burst?: boolean;
  readonly code?: "rate" | "firstSpike";
  /** Max-pooling and other selections are refused, or `"gate"`: kept, and decided by the spikes so far. */
  readonly selection?: "refuse" | "gate";
}

export type Wish = Firing & Required<Omit<ToSpikingOptions, "calibrateOn">>;

/** @throws RangeError, TypeError for an option out of its range. */
export function checkedWish({percentile = 99.9, balance = "activations", reset = "subtract", start = "half", steps = 32, burst = false, code = "rate", selection = "refuse"}: Omit<ToSpikingOptions, "calibrateOn">): Wish {
  one("percentile", typeof percentile === "number" ? "max" : percentile, ["max", "best"]);
  if (typeof percentile === "number" && !(percentile > 0 && percentile <= 100)) throw new RangeError(`toSpiking: percentile must lie above 0 and not above 100 (%), got ${percentile}`);
  one("balance", balance, ["activations", "spikes"]);
  one("reset", reset, ["subtract", "zero"]);
  one("start", start, ["half", "zero"]);
  one("code", code, ["rate", "firstSpike"]);
  one("selection", selection, ["refuse", "gate"]);
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`toSpiking: steps must be a whole number of at least 1, got ${steps}`);
  if (burst && reset === "zero") throw new RangeError(`toSpiking: bursts need reset "subtract", got "zero"`);
  if (balance === "spikes" && percentile === "best") throw new RangeError(`toSpiking: the best clip is that of activations, got balance "spikes"`);
  return {percentile, balance, reset, start, steps, burst, code, selection};
}

function one(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new TypeError(`toSpiking: ${name} must be ${allowed.map((each) => JSON.stringify(each)).join(" or ")}, got ${JSON.stringify(value)}`);
}
