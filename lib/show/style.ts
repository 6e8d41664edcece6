/** @file One quiet look: colours that the colour-blind tell apart, greys that read on dark and on light. */
import type {Layout} from "./figure.ts";

/** Okabe and Ito's palette, its blue lifted and its yellow left out, so that each reads on black and on white. */
export const palette = ["#2f86c9", "#d5622b", "#159a74", "#b867a1", "#c98f16", "#4fa9dd", "#8a8f98"] as const;

/** The colour of series number `i`; after the last comes the first again. */
export const colour = (i: number): string => palette[i % palette.length]!;

/** For text, and for lines that only help to read. */
export const grey = "#7d848e";
const faint = "rgba(125, 132, 142, 0.22)";

export const baseAxis: Layout = {
  automargin: true,
  gridcolor: faint,
  linecolor: grey,
  ticks: "outside",
  tickcolor: faint,
  showline: true,
  zeroline: false
};

export const baseLayout: Layout = {
  paper_bgcolor: "rgba(0, 0, 0, 0)",
  plot_bgcolor: "rgba(0, 0, 0, 0)",
  font: {color: grey, size: 13},
  margin: {l: 64, r: 24, t: 64, b: 52},
  height: 380,
  modebar: {bgcolor: "rgba(0, 0, 0, 0)", color: faint, activecolor: grey},
  hovermode: "closest",
  hoverlabel: {font: {size: 13}},
  legend: {orientation: "h", x: 0, y: 1.01, yanchor: "bottom"}
};
