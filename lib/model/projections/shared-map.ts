/** @file The linear map of weights shared over a field: the four verbs of every convolution. */
import type {Shape} from "../../tensor/shape.ts";
import type {Blocks, LinearMap, Signal} from "../node.ts";
import type {Patches} from "./patches.ts";
import {rows} from "./rows.ts";

/** Weights `[channels, inputs / groups, taps]`: output channel `o` of group `g` sees the input channels of group `g`. */
export interface SharedMapOptions {
  readonly input: Shape;
  readonly channels: number;
  readonly groups: number;
  /** As it is told to the world: `[channels, inputs / groups, ...field]`. */
  readonly weights: Shape;
}

/** `y[o, p] = Σ w[o, c, k] · x[c, place(p, k)]` over the group's channels `c` and the taps `k` that lie inside. */
export function sharedMap(patch: Patches, {input, channels, groups, weights}: SharedMapOptions): LinearMap {
  const {inputs: places, outputs: spots, taps, step, runs, starts, outs, tapOf, metBy} = patch;
  const inputs = input[0]!, seen = inputs / groups, made = channels / groups;
  /** Calls `visit` for each pair of channels in a group and each tap, in the order of the weights. */
  const sweep = (visit: (index: number, o: number, c: number, run: Int32Array) => void): void => {
    for (let o = 0, index = 0; o < channels; o++) {
      const first = Math.floor(o / made) * seen;
      for (let c = first; c < first + seen; c++) for (let tap = 0; tap < taps; tap++, index++) visit(index, o * spots, c * places, runs[tap]!);
    }
  };
  return {
    input,
    output: [channels, ...patch.output],
    weights,
    fanIn: seen * taps,
    blocks: blocksOf(spots, groups, made),
    apply(w, x, y) {
      y.fill(0);
      sweep((index, o, c, run) => addRuns(w[index]!, run, step, x, c, y, o));
    },
    pullback(w, y, x) {
      x.fill(0);
      sweep((index, o, c, run) => carryRuns(w[index]!, run, step, y, o, x, c));
    },
    correlate(x, y, dw) {
      // Channels whose places are all still leave their weights alone: with few winners that is most of them.
      const still = Uint8Array.from({length: channels}, (_, o) => (silent(y, o * spots, spots) ? 1 : 0));
      sweep((index, o, c, run) => { if (still[o / spots] === 0) dw[index]! += multiplyRuns(run, step, x, c, y, o); });
    },
    imprint(i, amount, y, dw) {
      const c = Math.floor(i / places), p = i - c * places, group = Math.floor(c / seen), from = starts[p]!, to = starts[p + 1]!;
      let at = (group * made * spots) | 0, index = ((group * made * seen + (c - group * seen)) * taps) | 0;
      for (let o = 0; o < made; o++, at += spots, index += seen * taps) {
        for (let m = from; m < to; m++) dw[index + tapOf[m]!]! += y[at + outs[m]!]! * amount;
      }
    },
    impress(x, j, amount, dw) {
      const table = metBy(), o = Math.floor(j / spots), first = Math.floor(o / made) * seen, row = (j - o * spots) * taps;
      for (let c = first, index = o * seen * taps; c < first + seen; c++) {
        for (let tap = 0; tap < taps; tap++, index++) if (table[row + tap]! >= 0) dw[index]! += x[c * places + table[row + tap]!]! * amount;
      }
    },
    scatter(w, i, amount, y) {
      const c = Math.floor(i / places), p = i - c * places, group = Math.floor(c / seen), from = starts[p]!, to = starts[p + 1]!;
      let at = (group * made * spots) | 0, index = ((group * made * seen + (c - group * seen)) * taps) | 0;
      // Channel by channel: the patch's weights lie together, and so do the rows it reaches.
      for (let o = 0; o < made; o++, at += spots, index += seen * taps) {
        for (let m = from; m < to; m++) y[at + outs[m]!]! += w[index + tapOf[m]!]! * amount;
      }
      return (to - from) * made;
    },
    columns(w, adding = rows) {
      const turned = new Float64Array(w.length);
      // From [o, c, tap] to [group, c, tap, o within the group].
      for (let o = 0, index = 0; o < channels; o++) {
        const base = Math.floor(o / made) * made * seen * taps + (o % made);
        for (let k = 0; k < seen * taps; k++, index++) turned[base + k * made] = w[index]!;
      }
      const {reached, put, settle} = adding(turned, made, groups * spots);
      return {
        reached,
        add({x, units, count}, sums) {
          for (let k = 0; k < count; k++) {
            const i = units[k]!, c = (i / places) | 0, p = i - c * places, group = (c / seen) | 0, to = starts[p + 1]!;
            const first = group * spots, base = (group * made * seen + (c - group * seen) * made) * taps;
            for (let m = starts[p]!; m < to; m++) put(first + outs[m]!, base + tapOf[m]! * made, x[i]!, sums);
          }
          return settle(sums);
        }
      };
    },
    fanOut: (i) => (starts[(i % places) + 1]! - starts[i % places]!) * made,
    touch(i, list) {
      const c = Math.floor(i / places), p = i - c * places, base = Math.floor(c / seen) * spots, from = starts[p]!, to = starts[p + 1]!;
      for (let m = from; m < to; m++) list[m - from] = base + outs[m]!;
      return to - from;
    }
  };
}

/** One block for each group and output place: the units of all the group's channels there. */
function blocksOf(spots: number, groups: number, made: number): Blocks {
  return {count: groups * spots, size: made, stride: spots, first: (block) => Math.floor(block / spots) * made * spots + (block % spots)};
}

/** `y[to + j] += w · x[from + j · step]` over all runs of one tap. */
function addRuns(w: number, run: Int32Array, step: number, x: Signal, c: number, y: Signal, o: number): void {
  for (let k = 0; k < run.length; k += 3) {
    const end = o + run[k + 1]! + run[k + 2]!;
    for (let to = o + run[k + 1]!, from = c + run[k]!; to < end; to++, from += step) y[to]! += w * x[from]!;
  }
}

/** `x[from + j · step] += w · y[to + j]`. */
function carryRuns(w: number, run: Int32Array, step: number, y: Signal, o: number, x: Signal, c: number): void {
  for (let k = 0; k < run.length; k += 3) {
    const end = o + run[k + 1]! + run[k + 2]!;
    for (let to = o + run[k + 1]!, from = c + run[k]!; to < end; to++, from += step) x[from]! += w * y[to]!;
  }
}

function silent(y: Signal, from: number, length: number): boolean {
  for (let i = from; i < from + length; i++) if (y[i] !== 0) return false;
  return true;
}

/** `Σ x[from + j · step] · y[to + j]`. */
function multiplyRuns(run: Int32Array, step: number, x: Signal, c: number, y: Signal, o: number): number {
  let sum = 0;
  for (let k = 0; k < run.length; k += 3) {
    const end = o + run[k + 1]! + run[k + 2]!;
    for (let to = o + run[k + 1]!, from = c + run[k]!; to < end; to++, from += step) sum += x[from]! * y[to]!;
  }
  return sum;
}

