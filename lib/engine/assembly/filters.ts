/** @file Linear filters in time, two stages in a row: synapses. Without a feeder (`two` false) its terms are left out. */

@inline function step(two: bool, x: usize, i: usize, b: usize, y: usize, count: i32, ii: f32, ib: f32, bb: f32, j0: f32, j1: f32, o0: f32, o1: f32, through: f32): void {
  const vii = f32x4.splat(ii), vib = f32x4.splat(ib), vbb = f32x4.splat(bb), vj0 = f32x4.splat(j0), vj1 = f32x4.splat(j1);
  const vo0 = f32x4.splat(o0), vo1 = f32x4.splat(o1), straight = f32x4.splat(through);
  for (let k = 0; k < count; k += 4, x += 16, i += 16, y += 16) {
    const in0 = v128.load(x), current = v128.load(i);
    let out = f32x4.add(f32x4.mul(vo0, current), f32x4.mul(straight, in0)), next = f32x4.add(f32x4.mul(vii, current), f32x4.mul(vj0, in0));
    if (two) {
      const feed = v128.load(b);
      out = f32x4.add(out, f32x4.mul(vo1, feed));
      next = f32x4.add(next, f32x4.mul(vib, feed));
      v128.store(b, f32x4.add(f32x4.mul(vbb, feed), f32x4.mul(vj1, in0)));
      b += 16;
    }
    v128.store(i, next);
    v128.store(y, out);
  }
}

/** `y = o₀ i + o₁ b + through x`, then `i ← ii i + ib b + j₀ x`, `b ← bb b + j₁ x`; a multiple of 4 units. */
export function filter(two: i32, x: usize, i: usize, b: usize, y: usize, count: i32, ii: f32, ib: f32, bb: f32, j0: f32, j1: f32, o0: f32, o1: f32, through: f32): void {
  if (two) step(true, x, i, b, y, count, ii, ib, bb, j0, j1, o0, o1, through);
  else step(false, x, i, b, y, count, ii, ib, bb, j0, j1, o0, o1, through);
}

@inline function back(two: bool, error: usize, i: usize, b: usize, x: usize, count: i32, ii: f32, ib: f32, bb: f32, j0: f32, j1: f32, o0: f32, o1: f32, through: f32, adds: i32): void {
  const vii = f32x4.splat(ii), vib = f32x4.splat(ib), vbb = f32x4.splat(bb), vj0 = f32x4.splat(j0), vj1 = f32x4.splat(j1);
  const vo0 = f32x4.splat(o0), vo1 = f32x4.splat(o1), straight = f32x4.splat(through);
  for (let k = 0; k < count; k += 4, error += 16, i += 16, x += 16) {
    const e = v128.load(error), current = v128.load(i);
    let out = f32x4.add(f32x4.mul(vj0, current), f32x4.mul(straight, e));
    if (two) {
      const feed = v128.load(b);
      out = f32x4.add(out, f32x4.mul(vj1, feed));
      v128.store(b, f32x4.add(f32x4.add(f32x4.mul(vib, current), f32x4.mul(vbb, feed)), f32x4.mul(vo1, e)));
      b += 16;
    }
    v128.store(i, f32x4.add(f32x4.mul(vii, current), f32x4.mul(vo0, e)));
    v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
  }
}

/** The transpose of `filter`: `i` and `b` hold the errors of what stood after the step and get those of what stood before it. */
export function filterBack(two: i32, error: usize, i: usize, b: usize, x: usize, count: i32, ii: f32, ib: f32, bb: f32, j0: f32, j1: f32, o0: f32, o1: f32, through: f32, adds: i32): void {
  if (two) back(true, error, i, b, x, count, ii, ib, bb, j0, j1, o0, o1, through, adds);
  else back(false, error, i, b, x, count, ii, ib, bb, j0, j1, o0, o1, through, adds);
}
