/** @file The SPIKE-distance: how far each spike is from the nearest of the other train, over time. */

/** One train with the ends of the recording as further spikes, and each spike's distance to the other train. */
interface Side {
  readonly times: readonly number[];
  readonly far: readonly number[];
}

/**
 * `1/T ∫ S(t) dt` with `S = (Sₐ y + S_b x) / (2 ((x + y)/2)²)`: `x`, `y` are the intervals around `t`, and `Sₐ` blends
 * how far the spikes before and after `t` are from the nearest of the other train, by how near they are to `t`. Between
 * spikes `S` is a straight line, so the integral is exact. 0 for equal trains.
 *
 * Both ends of the recording count as spikes of both trains.
 *
 * @param duration ms
 * @see Kreuz, Chicharro, Houghton, Andrzejak & Mormann, J. Neurophysiol. 109:1457 (2013), equations 14 to 19.
 */
export function spikeDistance(a: ArrayLike<number>, b: ArrayLike<number>, {duration}: {readonly duration: number}): number {
  if (!(duration > 0)) throw new RangeError(`spikeDistance: duration must be positive (ms), got ${duration}`);
  const [sideA, sideB] = [side(a, b, duration), side(b, a, duration)];
  const edges = [...new Set([...sideA.times, ...sideB.times])].sort((s, t) => s - t);
  let i = 0, j = 0, sum = 0;
  for (let k = 0; k + 1 < edges.length; k++) {
    const [from, to] = [edges[k]!, edges[k + 1]!];
    while (sideA.times[i + 1]! <= from) i++;
    while (sideB.times[j + 1]! <= from) j++;
    sum += ((to - from) * (profile(sideA, i, sideB, j, from) + profile(sideA, i, sideB, j, to))) / 2;
  }
  return sum / duration;
}

function profile(a: Side, i: number, b: Side, j: number, t: number): number {
  const x = a.times[i + 1]! - a.times[i]!, y = b.times[j + 1]! - b.times[j]!;
  return (2 * (blended(a, i, t) * y + blended(b, j, t) * x)) / (x + y) ** 2;
}

/** Between spike `i` and the next: their distances, weighted towards the nearer. */
function blended({times, far}: Side, i: number, t: number): number {
  const before = t - times[i]!, after = times[i + 1]! - t;
  return (far[i]! * after + far[i + 1]! * before) / (before + after);
}

function side(own: ArrayLike<number>, other: ArrayLike<number>, duration: number): Side {
  const times = withEnds(own, duration), others = withEnds(other, duration);
  let j = 0;
  const far = times.map((t) => {
    while (j + 1 < others.length && Math.abs(others[j + 1]! - t) <= Math.abs(others[j]! - t)) j++;
    return Math.abs(others[j]! - t);
  });
  return {times, far};
}

const withEnds = (times: ArrayLike<number>, duration: number): number[] => [...new Set([0, ...Array.from(times), duration])];
