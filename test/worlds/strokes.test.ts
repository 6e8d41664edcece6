import {describe, expect, it} from "vitest";
import {digitStyles} from "../../lib/worlds/strokes.ts";

describe("digit styles", () => {
  it("are ten, their shares add up, and every stroke has two points or more in or near the unit box", () => {
    expect(digitStyles.length).toBe(10);
    for (const styles of digitStyles) {
      expect(styles.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 12);
      for (const stroke of styles.flatMap(({strokes}) => strokes)) {
        expect(stroke.length).toBeGreaterThanOrEqual(2);
        for (const [x, y] of stroke) expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
      }
    }
  });
});
