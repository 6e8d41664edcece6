/** @file The surrogate: what stands in for the slope of a spike while a network learns. */
import type {Settings} from "./node.ts";

/** The plain data of a surrogate: which form, and its numbers in the order that the form names them. */
export interface SurrogateForm {
  readonly name: string;
  readonly numbers: readonly number[];
  /** By what all of it is multiplied; 1 unless given. */
  readonly by?: number;
}

/**
 * A pseudo-derivative of the spike `s = [u ≥ 0]`, `u = v - threshold` in the membrane's units. A value: it keeps nothing.
 *
 * The forward run is untouched by it; only the way back uses `derivative` where the true slope is 0 or infinite.
 */
export interface Surrogate {
  readonly kind: string;
  readonly settings: Settings;
  /** What is used for `ds/du`, per unit of membrane. */
  derivative(u: number): number;
  /** The spike that has this derivative, `soft(0) = 1/2` unless scaled: the network of these is smooth, and its gradient is exact. Absent where there is none. */
  soft?(u: number): number;
  /** From which a fast engine makes its own. */
  readonly form: SurrogateForm;
}
