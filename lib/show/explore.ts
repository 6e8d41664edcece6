/** @file A slider over figures made beforehand: it works wherever plotly does, with no code behind it. */
import {shown} from "./figure.ts";
import type {Figure, Layout, Trace} from "./figure.ts";
import {sharedRanges} from "./ranges.ts";
import {grey} from "./style.ts";

export interface ExploreOptions {
  /** What the slider moves, e.g. `current (nA)`. */
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** Where it stands at first: an index into `values`; the middle without it. */
  readonly start?: number;
}

/**
 * One figure for each value of a parameter, chosen by a slider: `show.explore({label, values}, (value) => figure)`.
 *
 * All figures are made at once and kept in the notebook, so choose tens of values, not thousands. Axes without a range
 * of their own get one that holds every figure, so that things move and the axes do not.
 *
 * @throws RangeError without values, or if `start` is not the index of one.
 */
export function explore({label, values, start = values.length >> 1}: ExploreOptions, at: (value: number) => Figure): Figure {
  if (!(values.length > 0 && Number.isInteger(start) && start >= 0 && start < values.length)) {
    throw new RangeError(`show.explore: start must be the index of one of ${values.length} values, got ${start}`);
  }
  const figures = Array.from(values, (value) => at(value));
  const data = figures.flatMap(({data: traces}, i) => traces.map((trace): Trace => ({...trace, visible: i === start})));
  const steps = figures.map((one, i) => ({label: String(Number(values[i]!.toPrecision(6))), method: "update", args: [{visible: visibility(figures, i)}, changes(one)]}));
  const {layout, config} = figures[start]!;
  const slider = {active: start, currentvalue: {prefix: `${label}: `, font: {size: 14, color: grey}}, pad: {t: 66}, len: 1, x: 0, steps, font: {size: 10, color: grey}, tickcolor: grey, bordercolor: grey, bgcolor: "rgba(125, 132, 142, 0.3)", activebgcolor: grey};
  return shown({data, layout: {...layout, ...sharedRanges(figures), height: ((layout.height as number | undefined) ?? 380) + 100, sliders: [slider]}, config});
}

const visibility = (figures: readonly Figure[], chosen: number): boolean[] => figures.flatMap(({data}, i) => data.map(() => i === chosen));

/** What besides the traces may differ from figure to figure. */
const changes = ({layout}: Figure): Layout => ({
  shapes: layout.shapes ?? [],
  ...((layout.title as Layout | undefined)?.text ? {"title.text": (layout.title as Layout).text} : {})
});
