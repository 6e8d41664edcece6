/** @file Stimuli by formula: bars, gratings and a moving edge, as images and as images in time. */
import {tensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";

export interface BarOptions {
  /** Rows and columns. */
  readonly size?: number;
  /** Direction of the bar, degrees: 0 lies, 90 stands. */
  readonly angle?: number;
  /** pixels */
  readonly width?: number;
  /** How far its middle line passes from the middle of the image, pixels, along its normal. */
  readonly offset?: number;
}

/** A bright bar across the image, `[1, size, size]`, edges soft over one pixel. */
export function bar({size = 28, angle = 0, width = 4, offset = 0}: BarOptions = {}): Tensor {
  const across = normalTo("bar", size, angle);
  if (!(width > 0)) throw new RangeError(`bar: width must be positive (pixels), got ${width}`);
  return painted(size, (r, s) => soft(width / 2 - Math.abs(across(r, s) - offset)));
}

export interface GratingOptions {
  readonly size?: number;
  /** Direction of the stripes, degrees: 0 lie, 90 stand. */
  readonly angle?: number;
  /** pixels */
  readonly wavelength?: number;
  /** radians */
  readonly phase?: number;
  /** 0 to 1 */
  readonly contrast?: number;
}

/** A sine grating around mean brightness ½, `[1, size, size]`. */
export function grating({size = 28, angle = 0, wavelength = 8, phase = 0, contrast = 1}: GratingOptions = {}): Tensor {
  const across = normalTo("grating", size, angle);
  if (!(wavelength > 0)) throw new RangeError(`grating: wavelength must be positive (pixels), got ${wavelength}`);
  if (!(contrast >= 0 && contrast <= 1)) throw new RangeError(`grating: contrast must lie from 0 to 1, got ${contrast}`);
  return painted(size, (r, s) => 0.5 + (contrast / 2) * Math.sin((2 * Math.PI * across(r, s)) / wavelength + phase));
}

export interface MovingEdgeOptions {
  readonly size?: number;
  /** Which way it moves, degrees: 0 right, 90 down. */
  readonly direction?: number;
  /** pixels per ms */
  readonly speed?: number;
  readonly frames?: number;
  /** ms */
  readonly dt?: number;
}

/** Light that sweeps over a dark field: `[frames, 1, size, size]`, the edge at `-size/2 + speed × t` from the middle. */
export function movingEdge({size = 28, direction = 0, speed = 0.5, frames = 60, dt = 1}: MovingEdgeOptions = {}): Tensor {
  const along = normalTo("movingEdge", size, direction - 90);
  if (!(Number.isInteger(frames) && frames >= 1)) throw new RangeError(`movingEdge: frames must be a whole number of at least 1, got ${frames}`);
  if (!(dt > 0)) throw new RangeError(`movingEdge: dt must be positive (ms), got ${dt}`);
  const movie = tensor([frames, 1, size, size]);
  for (let t = 0; t < frames; t++) movie.data.set(painted(size, (r, s) => soft(speed * t * dt - size / 2 - along(r, s))).data, t * size * size);
  return movie;
}

/** 1 inside, 0 outside, rising over the one pixel around the edge. */
const soft = (inside: number): number => Math.min(1, Math.max(0, inside + 0.5));

/** The distance of a pixel from the line of this direction through the middle; positive below a lying line. */
function normalTo(who: string, size: number, degrees: number): (r: number, s: number) => number {
  if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`${who}: size must be a whole number of at least 1 (pixels), got ${size}`);
  if (!Number.isFinite(degrees)) throw new RangeError(`${who}: direction must be finite (degrees), got ${degrees}`);
  const angle = (degrees * Math.PI) / 180, middle = (size - 1) / 2;
  return (r, s) => (r - middle) * Math.cos(angle) - (s - middle) * Math.sin(angle);
}

function painted(size: number, value: (r: number, s: number) => number): Tensor {
  const image = tensor([1, size, size]);
  for (let r = 0; r < size; r++) for (let s = 0; s < size; s++) image.data[r * size + s] = value(r, s);
  return image;
}
