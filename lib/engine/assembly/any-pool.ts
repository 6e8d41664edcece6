/** @file Pools that fire where any member does, on bits: 32 channels at a time. */
import {lanesOf} from "./shared/masks.ts";

/** Up to 32 bits from bit `at` on. */
@inline function bitsAt(bits: usize, at: usize, count: i32): u32 {
  return ((load<u64>(bits + (at >> 3)) >> ((at & 7) as u64)) & (((1 as u64) << (count as u64)) - 1)) as u32;
}

/** `out` of `size` bytes is written whole. */
export function anyOfBits(bits: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, outRows: i32, outColumns: i32, out: usize, size: usize): void {
  memory.fill(out, 0, size);
  let to: usize = 0;
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = (r * fieldRows * columns + s * fieldColumns) * channels;
      for (let c = 0; c < channels; c += 32) {
        const take = min(channels - c, 32);
        let any: u32 = 0;
        for (let a = 0; a < fieldRows; a++) for (let b = 0; b < fieldColumns; b++) any |= bitsAt(bits, corner + (a * columns + b) * channels + c, take);
        const at = out + (to >> 3);
        store<u64>(at, load<u64>(at) | ((any as u64) << ((to & 7) as u64)));
        to += take;
      }
    }
  }
}

/** Lanes of 4 units from their bits, as far as they are free. */
@inline function through(e: v128, free: u32): v128 {
  return v128.and(e, lanesOf(free));
}

/** The error of each pool to a member, if no other fired. `bits` are the spikes it got. */
export function anyBack(error: usize, bits: usize, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32, outRows: i32, outColumns: i32, x: usize): void {
  if (fieldRows == 2 && fieldColumns == 2) return anyBackOfFour(error, bits, columns, channels, outRows, outColumns, x);
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++, error += channels << 2) {
      const corner = (r * fieldRows * columns + s * fieldColumns) * channels;
      for (let c = 0; c < channels; c += 32) {
        const take = min(channels - c, 32);
        let once: u32 = 0, twice: u32 = 0;
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++) {
            const fired = bitsAt(bits, corner + (a * columns + b) * channels + c, take);
            twice |= once & fired;
            once |= fired;
          }
        }
        for (let a = 0; a < fieldRows; a++) {
          for (let b = 0; b < fieldColumns; b++) {
            const first = corner + (a * columns + b) * channels + c;
            let free = ~once | (bitsAt(bits, first, take) & ~twice), from = error + (c << 2), to = x + (first << 2);
            for (let k = 0; k < take; k += 4, from += 16, to += 16, free >>= 4) v128.store(to, through(v128.load(from), free));
          }
        }
      }
    }
  }
}

/** The usual block: each error is loaded once. */
@inline function anyBackOfFour(error: usize, bits: usize, columns: i32, channels: i32, outRows: i32, outColumns: i32, x: usize): void {
  const row = columns * channels, line = row << 2, place = channels << 2;
  for (let r = 0; r < outRows; r++) {
    for (let s = 0; s < outColumns; s++) {
      const corner = (r * row + s * channels) << 1;
      let to = x + (corner << 2);
      for (let c = 0; c < channels; c += 32) {
        const take = min(channels - c, 32), at = corner + c;
        let f0 = bitsAt(bits, at, take), f1 = bitsAt(bits, at + channels, take), f2 = bitsAt(bits, at + row, take), f3 = bitsAt(bits, at + row + channels, take);
        const none = ~(f0 | f1 | f2 | f3), one = ~((f0 & f1) | ((f0 | f1) & (f2 | f3)) | (f2 & f3));
        f0 = none | (f0 & one);
        f1 = none | (f1 & one);
        f2 = none | (f2 & one);
        f3 = none | (f3 & one);
        for (let k = 0; k < take; k += 4, error += 16, to += 16) {
          const e = v128.load(error);
          v128.store(to, through(e, f0));
          v128.store(to + place, through(e, f1));
          v128.store(to + line, through(e, f2));
          v128.store(to + line + place, through(e, f3));
          f0 >>= 4; f1 >>= 4; f2 >>= 4; f3 >>= 4;
        }
      }
    }
  }
}
