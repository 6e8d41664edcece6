/** @file Checks at the door: a number that is not what it must be gets a sentence, and NaN never passes. */

/** @returns `value`, if it is a finite number above zero. */
export function positive(who: string, name: string, value: number, unit: string): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${who}: ${name} must be positive (${unit}), got ${value}`);
  return value;
}

/** @returns `value`, if it is a finite number of at least zero. */
export function notNegative(who: string, name: string, value: number, unit: string): number {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${who}: ${name} must not be negative (${unit}), got ${value}`);
  return value;
}

/** @returns `value`, if it is a finite number. */
export function finite(who: string, name: string, value: number, unit: string): number {
  if (!Number.isFinite(value)) throw new RangeError(`${who}: ${name} must be a finite number (${unit}), got ${value}`);
  return value;
}

/** @returns `values`, if every one is finite and none is below its predecessor. */
export function ascending(who: string, name: string, values: ArrayLike<number>, unit: string): ArrayLike<number> {
  for (let i = 0; i < values.length; i++) {
    finite(who, `${name}[${i}]`, values[i]!, unit);
    if (i > 0 && values[i]! < values[i - 1]!) {
      throw new RangeError(`${who}: ${name} must be in ascending order (${unit}), got ${values[i - 1]} before ${values[i]}`);
    }
  }
  return values;
}
