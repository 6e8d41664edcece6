/** @file Constants that differ from unit to unit: one for all, one for each channel, or one for each unit. */

/**
 * `values` spread evenly over `size` units: each serves `size / values.length` neighbours, which in a field `[channels, ...space]` are a channel.
 *
 * @throws RangeError if there are not as many as that allows, or one is not finite.
 */
export function perUnit(who: string, values: ArrayLike<number>, size: number): Float64Array {
  const each = size / values.length;
  if (!(values.length > 0 && Number.isInteger(each))) throw new RangeError(`${who} must be one number, or one for each channel or unit of ${size}, got ${values.length}`);
  return Float64Array.from({length: size}, (_, i) => {
    const value = values[Math.floor(i / each)]!;
    if (!Number.isFinite(value)) throw new RangeError(`${who} must be finite, got ${value}`);
    return value;
  });
}
