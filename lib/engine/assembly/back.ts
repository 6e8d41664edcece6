/** @file Errors carried back through populations and pools. */
import {counts} from "./shared/masks.ts";

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
  const place = channels << 2, row = columns * place, n0 = counts(0), n1 = counts(1), n2 = counts(2), n3 = counts(3);
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = x + r * fieldRows * row + s * fieldColumns * place;
      if (fieldRows == 2 && fieldColumns == 2) {
        // The usual block, without loops.
        for (let c = corner; c < corner + place; c += 16, error += 16, winners += 16) {
          const e = v128.load(error), winner = v128.load(winners);
          v128.store(c, v128.and(e, i32x4.eq(winner, n0)));
          v128.store(c + place, v128.and(e, i32x4.eq(winner, n1)));
          v128.store(c + row, v128.and(e, i32x4.eq(winner, n2)));
          v128.store(c + row + place, v128.and(e, i32x4.eq(winner, n3)));
        }
        continue;
      }
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

@inline function summedPlaces(n: i32, error: usize, places: i32, pitch: usize, sums: usize): void {
  let a0 = v128.load(sums), a1 = a0, a2 = a0, a3 = a0;
  if (n > 1) { a1 = v128.load(sums, 16); a2 = v128.load(sums, 32); a3 = v128.load(sums, 48); }
  for (; places > 0; places--, error += pitch) {
    a0 = f32x4.add(a0, v128.load(error));
    if (n > 1) {
      a1 = f32x4.add(a1, v128.load(error, 16));
      a2 = f32x4.add(a2, v128.load(error, 32));
      a3 = f32x4.add(a3, v128.load(error, 48));
    }
  }
  v128.store(sums, a0);
  if (n > 1) { v128.store(sums, a1, 16); v128.store(sums, a2, 32); v128.store(sums, a3, 48); }
}

/** `sums[channel] += Σ error` over the places. */
export function sumPlaces(error: usize, places: i32, channels: i32, sums: usize): void {
  let c = 0;
  for (; c + 16 <= channels; c += 16, error += 64, sums += 64) summedPlaces(4, error, places, channels << 2, sums);
  for (; c < channels; c += 4, error += 16, sums += 16) summedPlaces(1, error, places, channels << 2, sums);
}
