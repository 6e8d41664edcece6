import {describe, expect, it} from "vitest";
import {orderOf} from "../../../lib/lab/ui/assets/page/table/order.ts";

const sorted = (cells: readonly string[], numeric: boolean, direction: "ascending" | "descending"): readonly string[] => orderOf(cells, numeric, direction).map((i) => cells[i]!);

describe("the order of a table's rows", () => {
  it.each([["ascending", ["-Infinity", "-2.00", "1e-7", "3.00", "10.00", "", "NaN"]], ["descending", ["10.00", "3.00", "1e-7", "-2.00", "-Infinity", "", "NaN"]]] as const)("of numbers is %s by value, with what is no number last", (direction, expected) => {
    expect(sorted(["3.00", "", "10.00", "NaN", "-2.00", "1e-7", "-Infinity"], true, direction)).toEqual(expected);
  });
  it("of words knows the numbers in them, and leaves gaps to the end", () => {
    expect(sorted(["cell 10", "", "cell 9", "Ä"], false, "ascending")).toEqual(["Ä", "cell 9", "cell 10", ""]);
  });
  it("keeps equal rows as they were, either way", () => {
    expect(orderOf(["1", "0", "1", "0"], true, "ascending")).toEqual([1, 3, 0, 2]);
    expect(orderOf(["1", "0", "1", "0"], true, "descending")).toEqual([0, 2, 1, 3]);
  });
});
