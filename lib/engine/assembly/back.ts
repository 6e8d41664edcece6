/** @file Errors carried back through populations and pools. */

/**
 * One step of leaky units backwards. `a[t] = e[t] σ' + a[t+1] (p - q σ')`, where `p` is the decay (0 where a unit fired and its reset is to a value)
 * and `q = q1 u + q0` what an attached reset takes. `carry` holds `a[t+1]` and gets `a[t]`; `x` gets `gain a[t]`, added where `adds`.
 */
export function leakyBack(u: usize, bits: usize, slope: usize, error: usize, carry: usize, x: usize, words: i32, decay: f32, gain: f32, q1: f32, q0: f32, value: i32, adds: i32): void {
  const lanes = i32x4(1, 2, 4, 8), d = f32x4.splat(decay), g = f32x4.splat(gain), one = f32x4.splat(q1), none = f32x4.splat(q0), forgets = i32x4.splat(-value);
  for (let k = 0; k < words; k++, bits += 4) {
    let fired = load<i32>(bits);
    for (let j = 0; j < 8; j++, u += 16, slope += 16, error += 16, carry += 16, x += 16, fired >>= 4) {
      const s = v128.load(slope), lost = v128.and(i32x4.eq(v128.and(i32x4.splat(fired), lanes), lanes), forgets);
      const kept = f32x4.sub(v128.andnot(d, lost), f32x4.mul(f32x4.add(f32x4.mul(one, v128.load(u)), none), s));
      const a = f32x4.add(f32x4.mul(v128.load(error), s), f32x4.mul(v128.load(carry), kept));
      v128.store(carry, a);
      const out = f32x4.mul(g, a);
      v128.store(x, adds ? f32x4.add(v128.load(x), out) : out);
    }
  }
}

/** `product = gain · error · slope`, a multiple of 4: the error that is new in a step. */
export function products(error: usize, slope: usize, gain: f32, count: i32, product: usize): void {
  const g = f32x4.splat(gain);
  for (let k = 0; k < count; k += 4, error += 16, slope += 16, product += 16) v128.store(product, f32x4.mul(g, f32x4.mul(v128.load(error), v128.load(slope))));
}

/** `to = decay · from`, a multiple of 4. */
export function fade(from: usize, to: usize, count: i32, decay: f32): void {
  const d = f32x4.splat(decay);
  for (let k = 0; k < count; k += 4, from += 16, to += 16) v128.store(to, f32x4.mul(d, v128.load(from)));
}

/** One step of integrators backwards: `a[t] = e[t] + decay a[t+1]`. */
export function integratorBack(error: usize, carry: usize, x: usize, count: i32, decay: f32, adds: i32): void {
  const d = f32x4.splat(decay);
  for (let k = 0; k < count; k += 4, error += 16, carry += 16, x += 16) {
    const a = f32x4.add(v128.load(error), f32x4.mul(d, v128.load(carry)));
    v128.store(carry, a);
    v128.store(x, adds ? f32x4.add(v128.load(x), a) : a);
  }
}

/** The error of a rectifier, where it let through. */
export function rectifierBack(y: usize, error: usize, x: usize, count: i32): void {
  const none = f32x4.splat(0);
  for (let k = 0; k < count; k += 4, y += 16, error += 16, x += 16) v128.store(x, v128.and(v128.load(error), f32x4.gt(v128.load(y), none)));
}

/** The error of each pool to the member that won, 0 to the others. */
export function largestBack(error: usize, winners: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, outRows: i32, outColumns: i32, x: usize): void {
  const place = channels << 2, row = columns * place;
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = x + r * fieldRows * row + s * fieldColumns * place;
      for (let c = 0; c < place; c += 16, error += 16, winners += 16) {
        const e = v128.load(error), winner = v128.load(winners);
        let member = 0;
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++, member++) v128.store(corner + a * row + b * place + c, v128.and(e, i32x4.eq(winner, i32x4.splat(member))));
        }
      }
    }
  }
}

/** The error of a pool that fires where any member does: to a member, if no other fired. `y` are the spikes it got, as 0 and 1. */
export function anyBack(error: usize, y: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, outRows: i32, outColumns: i32, x: usize): void {
  const place = channels << 2, row = columns * place, none = f32x4.splat(0);
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = r * fieldRows * row + s * fieldColumns * place;
      for (let c = 0; c < place; c += 16, error += 16) {
        const e = v128.load(error);
        let sum = none;
        for (let a = 0; a < fieldRows; a++) for (let b = 0; b < fieldColumns; b++) sum = f32x4.add(sum, v128.load(y + corner + a * row + b * place + c));
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++) {
            const at = corner + a * row + b * place + c;
            v128.store(x + at, v128.and(e, f32x4.eq(f32x4.sub(sum, v128.load(y + at)), none)));
          }
        }
      }
    }
  }
}

/** The error of a mean, shared out. `x` must be 0 before. */
export function meanBack(error: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, strideRows: i32, strideColumns: i32, outRows: i32, outColumns: i32, x: usize, share: f32): void {
  const place = channels << 2, row = columns * place, part = f32x4.splat(share);
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = x + r * strideRows * row + s * strideColumns * place;
      for (let c = 0; c < place; c += 16, error += 16) {
        const e = f32x4.mul(v128.load(error), part);
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++) {
            const at = corner + a * row + b * place + c;
            v128.store(at, f32x4.add(v128.load(at), e));
          }
        }
      }
    }
  }
}

/** `sums[channel] += Σ error` over the places. */
export function sumPlaces(error: usize, places: i32, channels: i32, sums: usize): void {
  for (let c = 0; c < channels; c += 4, sums += 16) {
    let sum = v128.load(sums), at = error + (c << 2);
    for (let p = 0; p < places; p++, at += channels << 2) sum = f32x4.add(sum, v128.load(at));
    v128.store(sums, sum);
  }
}
