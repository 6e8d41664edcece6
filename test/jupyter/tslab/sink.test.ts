/** @file The real tslab package, imported, writes to the outputs of the cell that calls it. */
import {describe, expect, it} from "vitest";
import {testCell} from "../display/cell.ts";

describe("tslab's display", () => {
  it("shows every kind of data under its type, with text beside it, for the cell that runs", async () => {
    const cell = testCell();
    const {display} = await cell.run(3, () => import("tslab"));
    cell.run(5, () => {
      display.html("<b>x</b>");
      display.markdown("**x**");
      display.png(Uint8Array.from([1, 2, 3]));
      display.javascript("1");
      display.text("t");
    });
    expect(cell.displays().map(({data, origin}) => [data, origin])).toEqual([
      [{"text/html": "<b>x</b>", "text/plain": "x"}, 5],
      [{"text/markdown": "**x**", "text/plain": "**x**"}, 5],
      [{"image/png": "AQID", "text/plain": "[image/png]"}, 5],
      [{"text/javascript": "1", "text/plain": "[text/javascript]"}, 5],
      [{"text/plain": "t"}, 5]
    ]);
  });
  it("updates a new display in place", async () => {
    const cell = testCell();
    const {newDisplay} = await import("tslab");
    const shown = newDisplay();
    shown.text("1");
    shown.text("2");
    const [first, second] = cell.displays();
    expect(first).not.toHaveProperty("update");
    expect(second).toMatchObject({data: {"text/plain": "2"}, displayId: first!.displayId, update: true});
  });
});
