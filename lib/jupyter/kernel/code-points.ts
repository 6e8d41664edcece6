/** @file Jupyter counts a cursor in Unicode code points, JavaScript in UTF-16 units: the way between. */

/** The UTF-16 offset of the code point number `points` of `text`; clamped to the text. */
export function toUnits(text: string, points: number): number {
  let units = 0;
  for (let passed = 0; passed < points && units < text.length; passed++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** How many code points lie before the UTF-16 offset `units` of `text`. */
export function toPoints(text: string, units: number): number {
  const end = Math.min(units, text.length);
  let points = 0;
  for (let i = 0; i < end; points++) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
  return points;
}
