/** @file What there is to look at results with, by the names it has under `show`. */
export {bars, histogram} from "./bars.ts";
export {explore} from "./explore.ts";
export {figure} from "./figure.ts";
export {heatmap} from "./heatmap.ts";
export {images} from "./images.ts";
export {line, scatter, trace, traces} from "./line.ts";
export {raster} from "./raster.ts";
export {stack} from "./stack.ts";
export {table} from "./table.ts";
export {training} from "./training.ts";
