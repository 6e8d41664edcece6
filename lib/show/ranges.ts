/** @file Axis ranges that hold several figures at once. */
import type {Figure, Layout, Trace} from "./figure.ts";

/** For each axis without a range of its own, one that holds the traces and lines of all figures. */
export function sharedRanges(figures: readonly Figure[]): Layout {
  const axes = Object.entries(figures[0]!.layout).filter(([name, axis]) => /^[xy]axis\d*$/.test(name) && !(axis as Layout).range && !(axis as Layout).tickvals);
  return Object.fromEntries(axes.map(([name, axis]) => {
    const range = rangeOf(figures.flatMap((one) => valuesOn(one, name)), (axis as Layout).type === "log");
    return [name, range ? {...(axis as Layout), range} : axis];
  }));
}

/** All that a figure has to show along one axis; nothing where it holds names or colours. */
function valuesOn({data, layout}: Figure, axis: string): number[] {
  const letter = axis[0]!, id = axis.replace("axis", "");
  const here = data.filter((trace) => (trace[`${letter}axis`] ?? letter) === id);
  if (here.some(({type}) => type === "heatmap")) return [];
  const lines = ((layout.shapes ?? []) as Layout[]).filter((shape) => shape[`${letter}ref`] === id).map((shape) => shape[`${letter}0`] as number);
  return [...here.flatMap((trace) => [...numbers(trace[letter]), ...(trace.type === "bar" && letter === "y" ? [0] : [])]), ...lines];
}

const numbers = (values: Trace[string]): number[] => (Array.isArray(values) ? values.filter((value) => typeof value === "number") : []);

/** A little wider than the values, by 6 % on either side; in decades for a logarithmic axis, as plotly counts them. */
function rangeOf(values: readonly number[], log: boolean): [number, number] | undefined {
  let low = Infinity, high = -Infinity;
  for (const value of values) if (!log || value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (!(low <= high)) return undefined;
  if (log) [low, high] = [Math.log10(low), Math.log10(high)];
  const edge = 0.06 * (high - low || 1);
  return [low - edge, high + edge];
}
