/** @file The inner sum of an error pulled back: a run of a patch, in registers over all errors of a place. */
import {madd} from "./madd.ts";

/** `x[0 … 4n) += Σ amount · w[offset]` over the pairs of one place, two at a time. */
@inline function pull(n: i32, k: usize, end: usize, w: usize, x: usize): void {
  let a0 = v128.load(x), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  if (n > 1) a1 = v128.load(x, 16);
  if (n > 2) a2 = v128.load(x, 32);
  if (n > 3) a3 = v128.load(x, 48);
  if (n > 4) a4 = v128.load(x, 64);
  if (n > 5) a5 = v128.load(x, 80);
  if (n > 6) a6 = v128.load(x, 96);
  if (n > 7) a7 = v128.load(x, 112);
  for (; k < end; k += 16) {
    let at = w + load<usize>(k), e = v128.load32_splat(k, 4);
    a0 = madd(e, v128.load(at), a0);
    if (n > 1) a1 = madd(e, v128.load(at, 16), a1);
    if (n > 2) a2 = madd(e, v128.load(at, 32), a2);
    if (n > 3) a3 = madd(e, v128.load(at, 48), a3);
    if (n > 4) a4 = madd(e, v128.load(at, 64), a4);
    if (n > 5) a5 = madd(e, v128.load(at, 80), a5);
    if (n > 6) a6 = madd(e, v128.load(at, 96), a6);
    if (n > 7) a7 = madd(e, v128.load(at, 112), a7);
    at = w + load<usize>(k, 8);
    e = v128.load32_splat(k, 12);
    a0 = madd(e, v128.load(at), a0);
    if (n > 1) a1 = madd(e, v128.load(at, 16), a1);
    if (n > 2) a2 = madd(e, v128.load(at, 32), a2);
    if (n > 3) a3 = madd(e, v128.load(at, 48), a3);
    if (n > 4) a4 = madd(e, v128.load(at, 64), a4);
    if (n > 5) a5 = madd(e, v128.load(at, 80), a5);
    if (n > 6) a6 = madd(e, v128.load(at, 96), a6);
    if (n > 7) a7 = madd(e, v128.load(at, 112), a7);
  }
  v128.store(x, a0);
  if (n > 1) v128.store(x, a1, 16);
  if (n > 2) v128.store(x, a2, 32);
  if (n > 3) v128.store(x, a3, 48);
  if (n > 4) v128.store(x, a4, 64);
  if (n > 5) v128.store(x, a5, 80);
  if (n > 6) v128.store(x, a6, 96);
  if (n > 7) v128.store(x, a7, 112);
}

/** The same for any number of vectors. */
@inline export function pulled(vectors: i32, first: usize, end: usize, weights: usize, target: usize): void {
  for (; vectors >= 8; vectors -= 8, target += 128, weights += 128) pull(8, first, end, weights, target);
  if (vectors == 7) pull(7, first, end, weights, target);
  else if (vectors == 6) pull(6, first, end, weights, target);
  else if (vectors == 5) pull(5, first, end, weights, target);
  else if (vectors == 4) pull(4, first, end, weights, target);
  else if (vectors == 3) pull(3, first, end, weights, target);
  else if (vectors == 2) pull(2, first, end, weights, target);
  else if (vectors == 1) pull(1, first, end, weights, target);
}
