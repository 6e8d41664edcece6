/** @file Values moved and scaled. */

/** `values *= by`, a multiple of 4 of them. */
export function scaleValues(values: usize, count: i32, by: f32): void {
  const factor = f32x4.splat(by);
  for (let k = 0; k < count; k += 4, values += 16) v128.store(values, f32x4.mul(v128.load(values), factor));
}

/** `to = values`, `count` of them. */
export function copyValues(values: usize, count: i32, to: usize): void {
  memory.copy(to, values, (count as usize) << 2);
}
