import {describe, expect, it} from "vitest";
import {table} from "../../lib/show/table.ts";

describe("table", () => {
  it("is arquero's, from rows and from columns alike", () => {
    const rows = table([{dt: 1, error: -2}, {dt: 2, error: -5}]);
    const columns = table({dt: Float64Array.of(1, 2), error: [-2, -5]});
    expect(columns.objects()).toEqual(rows.objects());
    expect(columns.filter((row: {dt: number}) => row.dt > 1).numRows()).toBe(1);
  });
  it("gives a table of arquero's back as it is", () => {
    const made = table([{a: 1}]);
    expect(table(made)).toBe(made);
  });
  it("refuses columns of different lengths", () => {
    expect(() => table({a: [1, 2], b: [1]})).toThrow("show.table: columns must be of one length, got a with 2 and b with 1");
  });
});
