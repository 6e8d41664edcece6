/** @file The best clip of a quantiser for exponentially distributed activations: by exact integrals, and by a scan. */

/** `-∫ (z - q)² e^-z` from `x` upwards. */
const tail = (x: number, q: number): number => Math.exp(-x) * ((x - q) ** 2 + 2 * (x - q) + 2);

/** The mean square error of `steps` levels up to `clip`, each the nearest of its cell: exact. */
function errorOf(clip: number, steps: number): number {
  const level = clip / steps;
  let sum = tail(0, 0);
  for (let k = 1; k <= steps; k++) sum += tail((k - 0.5) * level, k * level) - tail((k - 0.5) * level, (k - 1) * level);
  return sum;
}

/** Where that is least: by golden sections. */
export function bestClip(steps: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = 0.5, high = 20;
  while (high - low > 1e-7) {
    const a = high - golden * (high - low), b = low + golden * (high - low);
    if (errorOf(a, steps) < errorOf(b, steps)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}

/** The same without integrals: midpoints of the distribution, quantised one by one; the vertex of a parabola through the errors around the least. */
export function bestClipByScan(steps: number): number {
  const step = 0.2, error = (clip: number): number => sampledError(clip, steps);
  let clip = 1;
  while (error(clip + step) < error(clip)) clip += step;
  for (let width = step / 2; width > 0.02; width /= 2) clip = [clip - width, clip, clip + width].reduce((a, b) => (error(b) < error(a) ? b : a));
  const h = 0.1, [left, middle, right] = [error(clip - h), error(clip), error(clip + h)];
  return clip + (h / 2) * ((left - right) / (left - 2 * middle + right));
}

function sampledError(clip: number, steps: number): number {
  const dz = 0.002;
  let sum = 0;
  for (let z = dz / 2; z < 30; z += dz) sum += (z - (clip / steps) * Math.min(steps, Math.floor((steps * z) / clip + 0.5))) ** 2 * Math.exp(-z) * dz;
  return sum;
}
