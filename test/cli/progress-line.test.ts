import {describe, expect, it} from "vitest";
import {progressLine} from "../../lib/cli/progress-line.ts";

function line(isTTY: boolean, columns: number) {
  const written: string[] = [];
  const printed: string[] = [];
  const stream = {isTTY, columns, write: (text: string) => (written.push(text), true)};
  return {written, printed, ...progressLine(stream as unknown as NodeJS.WriteStream, (text) => void printed.push(text))};
}

describe("progressLine", () => {
  it("rewrites one line on a terminal, no wider than it and without colours or breaks", () => {
    const {show, written} = line(true, 30);
    show("\u001b[31mred\u001b[39m\nand  more and more and more and more");
    expect(written).toEqual(["\r\u001b[2Kred and more and more and mor"]);
  });
  it("prints what stays above the line in progress", () => {
    const {show, print, clear, written, printed} = line(true, 80);
    show("cell 1");
    print("done");
    clear();
    expect(printed).toEqual(["done"]);
    expect(written.join("")).toBe("\r\u001b[2Kcell 1\r\u001b[2K\r\u001b[2Kcell 1\r\u001b[2K");
  });
  it("writes only what stays where there is no terminal, and takes one of unknown width for 80", () => {
    const {show, print, written, printed} = line(false, 80);
    show("cell 1");
    print("done");
    expect([written, printed]).toEqual([[], ["done"]]);
    const odd = line(true, 0);
    odd.show("x".repeat(200));
    expect(odd.written[0]).toBe(`\r\u001b[2K${"x".repeat(79)}`);
  });
});
