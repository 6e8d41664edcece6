/** @file A profile: what operations cost on a piece of hardware, as data with its source. */

/** What a figure prices. */
export type Component =
  | "synapse" | "multiply-accumulate" | "update" | "spike"
  | "weight read" | "state read" | "state write" | "spike read" | "spike write" | "time";

/** Lowest and highest of what is known. */
export type Interval = readonly [number, number];

/** How a figure was obtained: on silicon, by simulating the design, or by reckoning from other figures. */
export type Grade = "measured" | "simulated" | "derived";

/** What another source says of the same thing. */
export interface Conflict {
  readonly value: number | Interval;
  readonly unit: string;
  readonly source: string;
  readonly why?: string;
}

export interface Figure {
  readonly prices: Component;
  readonly value: number | Interval;
  /** pJ for one operation; mW for `time`. */
  readonly unit: "pJ" | "mW";
  /** What is inside the figure. Figures of one profile share it: others are not to be added up. */
  readonly scope: string;
  readonly source: string;
  readonly grade: Grade;
  /** Technology, nm; absent where the source does not say. */
  readonly node?: number;
  /** Supply, V; absent where the source does not say. */
  readonly voltage?: number;
  /** The largest memory that it holds for, bytes. */
  readonly upToBytes?: number;
  readonly note?: string;
  readonly conflicts?: readonly Conflict[];
}

export interface Profile {
  readonly name: string;
  readonly scope: string;
  /** What these figures do not price. */
  readonly leavesOut: string;
  /** Bits of a weight and of a word of state, where memory is priced. */
  readonly bits: number;
  /** Whether units are advanced at every step, or when something happens to them. */
  readonly updates: "clocked" | "events";
  readonly figures: readonly Figure[];
}

export type ProfileOptions = Pick<Profile, "name" | "leavesOut" | "figures"> & Partial<Pick<Profile, "bits" | "updates">>;

const GRADES: readonly string[] = ["measured", "simulated", "derived"];

/**
 * A profile, checked and frozen.
 *
 * @throws RangeError for a figure that is negative or not a number, or an interval upside down; TypeError for one without unit,
 * source, scope or grade, or of another scope than the rest.
 */
export function profile({name, leavesOut, figures, bits = 32, updates = "clocked"}: ProfileOptions): Profile {
  if (typeof name !== "string" || name.trim() === "") throw new TypeError(`profile: name must be given, got ${JSON.stringify(name)}`);
  if (typeof leavesOut !== "string" || leavesOut.trim() === "") throw new TypeError(`profile ${name}: leavesOut must say what these figures do not price, got ${JSON.stringify(leavesOut)}`);
  if (!(Number.isInteger(bits) && bits >= 1 && bits <= 64)) throw new RangeError(`profile ${name}: bits must be a whole number from 1 to 64, got ${bits}`);
  const first = figures[0];
  if (!first) throw new TypeError(`profile ${name}: needs at least one figure, got none`);
  for (const figure of figures) checkFigure(name, figure, first.scope);
  return Object.freeze({name, scope: first.scope, leavesOut, bits, updates, figures: Object.freeze(figures.map((figure) => Object.freeze({...figure})))});
}

function checkFigure(name: string, figure: Figure, scope: string): void {
  const who = `profile ${name}: ${figure.prices}`;
  const unit = figure.prices === "time" ? "mW" : "pJ";
  if (figure.unit !== unit) throw new TypeError(`${who} must be given in ${unit}, got unit ${JSON.stringify(figure.unit)}`);
  for (const field of ["source", "scope"] as const) {
    if (typeof figure[field] !== "string" || figure[field].trim() === "") throw new TypeError(`${who} must name its ${field}, got ${JSON.stringify(figure[field])}`);
  }
  if (!GRADES.includes(figure.grade)) throw new TypeError(`${who} must have a grade (${GRADES.join(", ")}), got ${JSON.stringify(figure.grade)}`);
  if (figure.scope !== scope) throw new TypeError(`${who} has scope "${figure.scope}" and cannot be added to figures of scope "${scope}"; make it a profile of its own`);
  const [low, high] = intervalOf(figure.value);
  if (!(low >= 0 && high < Infinity && low <= high)) throw new RangeError(`${who} must be at least 0 and finite (${unit}), got ${String(figure.value)}`);
  for (const size of ["node", "voltage", "upToBytes"] as const) {
    const value = figure[size];
    if (value !== undefined && !(value > 0)) throw new RangeError(`${who}: ${size} must be positive, got ${value}`);
  }
}

/** A figure as an interval. */
export const intervalOf = (value: number | Interval): Interval => (typeof value === "number" ? [value, value] : value);

/** The figure that prices a component, for a memory of so many bytes: that of the smallest memory which holds them. */
export function figureFor({figures}: Profile, component: Component, bytes = 0): Figure | undefined {
  const holds = figures.filter(({prices, upToBytes = Infinity}) => prices === component && upToBytes >= bytes);
  return holds.reduce<Figure | undefined>((best, each) => (best && (best.upToBytes ?? Infinity) <= (each.upToBytes ?? Infinity) ? best : each), undefined);
}
