/** @file Spikes and values of one step as a list of events in the order (row, column, channel). */
import {lanesOf, ones} from "./shared/masks.ts";

/** Lists the bits of a word as `offset` and their number. Four are always written, without asking how many there are; what is too much is written over. */
@inline function listed(word: u32, offset: i32, at: usize): usize {
  const end = at + ((popcnt(word) as usize) << 2);
  store<i32>(at, offset + (ctz(word) as i32));
  word &= word - 1;
  store<i32>(at, offset + (ctz(word) as i32), 4);
  word &= word - 1;
  store<i32>(at, offset + (ctz(word) as i32), 8);
  word &= word - 1;
  store<i32>(at, offset + (ctz(word) as i32), 12);
  for (at += 16; at < end; at += 4) {
    word &= word - 1;
    store<i32>(at, offset + (ctz(word) as i32));
  }
  return end;
}

/**
 * Bits (unit `(row · columns + column) · channels + channel`) to events. `list` gets `column · channels + channel` of each spike,
 * `starts` the address in the list where each place begins, and one more for the end; so the events of adjacent columns lie together.
 */
export function eventsOfBits(bits: usize, rows: i32, columns: i32, channels: i32, starts: usize, list: usize): i32 {
  let at = list, bit: usize = 0;
  for (let r = 0; r < rows; r++) {
    let offset = 0;
    if ((channels & 31) == 0) {
      for (let s = 0; s < columns; s++, starts += 4) {
        store<usize>(starts, at);
        for (let c = 0; c < channels; c += 32, bits += 4, offset += 32) at = listed(load<u32>(bits), offset, at);
      }
      continue;
    }
    for (let s = 0; s < columns; s++, starts += 4) {
      store<usize>(starts, at);
      for (let left = channels; left > 0; left -= 32) {
        const take = min(left, 32);
        at = listed(((load<u64>(bits + (bit >> 3)) >> ((bit & 7) as u64)) & (((1 as u64) << (take as u64)) - 1)) as u32, offset, at);
        bit += take;
        offset += take;
      }
    }
  }
  store<usize>(starts, at);
  return ((at - list) >> 2) as i32;
}

/** The same for numbers: those that are not 0, each with its amount `apart` bytes behind its place in the list. */
export function eventsOfValues(values: usize, rows: i32, columns: i32, channels: i32, starts: usize, list: usize, apart: usize): i32 {
  let at = list;
  for (let r = 0; r < rows; r++) {
    let offset = 0;
    for (let s = 0; s < columns; s++) {
      store<usize>(starts, at);
      starts += 4;
      for (let c = 0; c < channels; c += 4, values += 16, offset += 4) {
        // Without a branch for each: all four are written, and the place moves on behind those that are not 0.
        const found = i32x4.bitmask(f32x4.ne(v128.load(values), f32x4.splat(0)));
        store<i32>(at, offset);
        store<f32>(at + apart, load<f32>(values));
        at += (found & 1) << 2;
        store<i32>(at, offset + 1);
        store<f32>(at + apart, load<f32>(values, 4));
        at += (found & 2) << 1;
        store<i32>(at, offset + 2);
        store<f32>(at + apart, load<f32>(values, 8));
        at += found & 4;
        store<i32>(at, offset + 3);
        store<f32>(at + apart, load<f32>(values, 12));
        at += (found & 8) >> 1;
      }
    }
  }
  store<usize>(starts, at);
  return ((at - list) >> 2) as i32;
}

/** Counts as bytes `[channels, places]`, nonzero or zero, to bits of units `place · padded + channel`. `bits` is cleared first. */
export function bitsOfBytes(bytes: usize, channels: i32, places: i32, padded: i32, bits: usize, size: usize): void {
  memory.fill(bits, 0, size);
  let c = 0;
  if ((padded & 7) == 0) for (; c + 8 <= channels; c += 8, bytes += places << 3) byteOfChannels(bytes, places, padded >> 3, bits + (c >> 3));
  for (; c < channels; c++) {
    let p = 0;
    for (; p + 16 <= places; p += 16) {
      let found = ~i8x16.bitmask(i8x16.eq(v128.load(bytes + p), i8x16.splat(0))) & 0xffff;
      while (found != 0) {
        setBit(bits, (p + ctz(found)) * padded + c);
        found &= found - 1;
      }
    }
    for (; p < places; p++) if (load<u8>(bytes + p) != 0) setBit(bits, p * padded + c);
    bytes += places;
  }
}

/** Eight channels, whose bits of a place are one byte, to bytes `pitch` apart. */
@inline function byteOfChannels(bytes: usize, places: i32, pitch: usize, to: usize): void {
  let p = 0;
  for (; p + 16 <= places; p += 16) {
    let empty = i8x16.splat(0), from = bytes + p + places * 7;
    for (let j = 0; j < 8; j++, from -= places) empty = i8x16.sub(i8x16.add(empty, empty), i8x16.eq(v128.load(from), i8x16.splat(0)));
    const byte = v128.not(empty);
    if (!v128.any_true(byte)) {
      to += pitch << 4;
      continue;
    }
    v128.store8_lane(to, byte, 0); to += pitch;
    v128.store8_lane(to, byte, 1); to += pitch;
    v128.store8_lane(to, byte, 2); to += pitch;
    v128.store8_lane(to, byte, 3); to += pitch;
    v128.store8_lane(to, byte, 4); to += pitch;
    v128.store8_lane(to, byte, 5); to += pitch;
    v128.store8_lane(to, byte, 6); to += pitch;
    v128.store8_lane(to, byte, 7); to += pitch;
    v128.store8_lane(to, byte, 8); to += pitch;
    v128.store8_lane(to, byte, 9); to += pitch;
    v128.store8_lane(to, byte, 10); to += pitch;
    v128.store8_lane(to, byte, 11); to += pitch;
    v128.store8_lane(to, byte, 12); to += pitch;
    v128.store8_lane(to, byte, 13); to += pitch;
    v128.store8_lane(to, byte, 14); to += pitch;
    v128.store8_lane(to, byte, 15); to += pitch;
  }
  for (; p < places; p++, to += pitch) {
    let byte = 0;
    for (let j = 7; j >= 0; j--) byte = (byte << 1) | (load<u8>(bytes + p + places * j) != 0 ? 1 : 0);
    store<u8>(to, byte as u8);
  }
}

@inline function setBit(bits: usize, unit: i32): void {
  const at = bits + (unit >> 3);
  store<u8>(at, load<u8>(at) | ((1 as u8) << ((unit & 7) as u8)));
}

/** Bits to 0 and 1, 32 units a word. */
export function valuesOfBits(bits: usize, words: i32, values: usize): void {
  const one = ones();
  for (let k = 0; k < words; k++, bits += 4) {
    let word = load<i32>(bits);
    for (let j = 0; j < 8; j++, values += 16, word >>= 4) {
      v128.store(values, v128.and(lanesOf(word), one));
    }
  }
}

/** 1 where a value is positive. */
export function bitsOfValues(values: usize, words: i32, bits: usize): void {
  const none = f32x4.splat(0);
  for (let k = 0; k < words; k++, bits += 4) {
    let word = 0;
    for (let j = 0; j < 32; j += 4, values += 16) word |= i32x4.bitmask(f32x4.gt(v128.load(values), none)) << j;
    store<i32>(bits, word);
  }
}

/** Of four words with more bits than this every unit is added, of others each bit by itself. */
const FEW = 3;

/** `sums += values` of 0 and 1 given as bits; nothing to do where four words are empty. */
export function addBits(bits: usize, words: i32, sums: usize): void {
  const one = ones();
  for (let k = 0; k < words; k += 4, bits += 16, sums += 512) {
    const count = (popcnt(load<u64>(bits)) + popcnt(load<u64>(bits, 8))) as i32;
    if (count == 0) continue;
    for (let j = 0, to = sums, rest = min(words - k, 4); j < rest; j++, to += 128) {
      let word = load<u32>(bits + (j << 2));
      if (count > FEW) {
        for (let q: usize = 0; q < 128; q += 16, word >>= 4) v128.store(to + q, f32x4.add(v128.load(to + q), v128.and(lanesOf(word), one)));
        continue;
      }
      for (; word != 0; word &= word - 1) {
        const at = to + ((ctz(word) as usize) << 2);
        store<f32>(at, load<f32>(at) + 1);
      }
    }
  }
}

/** `sums += values`, a multiple of 4 of them. */
export function addValues(values: usize, count: i32, sums: usize): void {
  for (let k = 0; k < count; k += 4, values += 16, sums += 16) v128.store(sums, f32x4.add(v128.load(sums), v128.load(values)));
}

/** How many bits are set. */
export function countBits(bits: usize, words: i32): i32 {
  let sum = 0;
  for (let k = 0; k < words; k++, bits += 4) sum += popcnt(load<i32>(bits));
  return sum;
}

/** Zeros. */
export function clear(at: usize, size: usize): void {
  memory.fill(at, 0, size);
}
