import {describe, expect, it} from "vitest";
import {undominated} from "../../lib/coding/pareto.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";

describe("undominated", () => {
  it("keeps what is best in some way, by hand", () => {
    const rows = [{name: "a", x: 1, y: 5}, {name: "b", x: 2, y: 2}, {name: "c", x: 3, y: 3}, {name: "d", x: 5, y: 1}, {name: "e", x: 2, y: 2}];
    expect(undominated(rows, ["x", "y"]).map(({name}) => name)).toEqual(["a", "b", "d", "e"]);
    expect(undominated(rows, ["y"]).map(({name}) => name)).toEqual(["d"]);
  });
  it("leaves a front along which one number rises as the other falls, and from which all else is beaten", () => {
    const rows = Array.from(uniform(split(generator(1), 0), 60), (x, i) => ({x, y: uniform(split(generator(2), i), 1)[0]!}));
    const front = undominated(rows, ["x", "y"]).sort((a, b) => a.x - b.x);
    front.slice(1).forEach(({y}, i) => expect(y).toBeLessThan(front[i]!.y));
    for (const row of rows) expect(front.some(({x, y}) => x <= row.x && y <= row.y)).toBe(true);
  });
  it("refuses columns without numbers", () => {
    expect(() => undominated([{x: NaN}], ["x"])).toThrow("undominated: column x must hold numbers, got NaN");
  });
});
