/** @file A root inside a bracket, to the last bit. */

/**
 * The root of a continuous `f` between `a` and `b`, where `f` must have opposite signs. Inverse quadratic interpolation
 * where it is safe, bisection where it is not; stops when the bracket is as narrow as doubles allow.
 *
 * @throws RangeError if the signs are not opposite.
 * @see Chandrupatla, Advances in Engineering Software 28 (1997), 145–149.
 */
export function root(f: (t: number) => number, a: number, b: number): number {
  let fa = f(a), fb = f(b), c = a, fc = fa, step = 0.5;
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * Math.sign(fb) < 0)) throw new RangeError(`root: the ends of the bracket must have opposite signs, got ${fa} and ${fb}`);
  for (;;) {
    const t = a + step * (b - a);
    const ft = f(t);
    if (Math.sign(ft) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, b, fc, fb] = [b, a, fb, fa];
    [a, fa] = [t, ft];
    const [best, fBest] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const least = (Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
    if (fBest === 0 || least >= 0.5) return best;
    step = Math.min(1 - least, Math.max(least, interpolation(a, b, c, fa, fb, fc)));
  }
}

/** Where to look next, as a share of the way from `a` to `b`. */
function interpolation(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const xi = (a - b) / (c - b), share = (fa - fb) / (fc - fb);
  if (!(share ** 2 < xi && (1 - share) ** 2 < 1 - xi)) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}
