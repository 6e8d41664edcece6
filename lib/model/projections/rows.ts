/** @file Many rows of weights added to blocks of sums: four to a block at a time, so that a sum is fetched once for four. */

import type {Rows} from "../node.ts";

/** Rows that wait for a block before they are added. */
const WAIT = 4;

/** Rows in plain JavaScript. */
export function rows(w: Float64Array, size: number, blocks: number): Rows {
  const reached = new Uint32Array(blocks), puts = new Uint32Array(blocks);
  const froms = new Int32Array(WAIT * blocks), amounts = new Float64Array(WAIT * blocks);
  let count = 0;
  return {
    reached,
    put(block, from, amount, sums) {
      const before = puts[block]!++, at = WAIT * block + (before & (WAIT - 1));
      if (before === 0) reached[count++] = block;
      froms[at] = from;
      amounts[at] = amount;
      if ((before & (WAIT - 1)) === WAIT - 1) addFour(w, froms, amounts, WAIT * block, sums, block * size, size);
    },
    settle(sums) {
      for (let k = 0; k < count; k++) {
        const block = reached[k]!, first = WAIT * block, left = puts[block]! & (WAIT - 1);
        if (left > 1) addTwo(w, froms, amounts, first, sums, block * size, size);
        if ((left & 1) === 1) addOne(w, froms[first + left - 1]!, amounts[first + left - 1]!, sums, block * size, size);
        puts[block] = 0;
      }
      const settled = count;
      count = 0;
      return settled;
    }
  };
}

/** `sums[at + j] += w[from + j] · amount`. Indices are whole numbers to the compiler too: as doubles they would be converted at every place. */
function addOne(w: Float64Array, from: number, amount: number, sums: Float64Array, at: number, size: number): void {
  const a = from | 0, to = at | 0;
  for (let j = 0; j < size; j++) sums[to + j]! += w[a + j]! * amount;
}

function addTwo(w: Float64Array, froms: Int32Array, amounts: Float64Array, first: number, sums: Float64Array, at: number, size: number): void {
  const a = froms[first]!, b = froms[first + 1]!, x = amounts[first]!, y = amounts[first + 1]!, to = at | 0;
  for (let j = 0; j < size; j++) sums[to + j] = sums[to + j]! + w[a + j]! * x + w[b + j]! * y;
}

function addFour(w: Float64Array, froms: Int32Array, amounts: Float64Array, first: number, sums: Float64Array, at: number, size: number): void {
  const a = froms[first]!, b = froms[first + 1]!, c = froms[first + 2]!, d = froms[first + 3]!, to = at | 0;
  const x = amounts[first]!, y = amounts[first + 1]!, z = amounts[first + 2]!, u = amounts[first + 3]!;
  for (let j = 0; j < size; j++) sums[to + j] = sums[to + j]! + w[a + j]! * x + w[b + j]! * y + w[c + j]! * z + w[d + j]! * u;
}
