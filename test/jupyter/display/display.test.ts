/** @file What cells call to show things, and what leaves by the port. */
import {afterEach, describe, expect, it, vi} from "vitest";
import {clearOutput, display, input, slider} from "../../../lib/jupyter/display/index.ts";
import {leaveCell, testCell} from "./cell.ts";

// A PNG of 2 × 3 pixels, a GIF of 1 × 2 and a JPEG of 5 × 4 as far as their headers go (PNG 11.2.2, GIF89a 18, JPEG B.2.2).
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 3, 8, 0, 0, 0, 0]);
const gif = Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 2, 0]);
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xc4, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 4, 0, 5, 3, 1, 0x22, 0, 2, 0x11]);

afterEach(() => vi.restoreAllMocks());

describe("display", () => {
  it("shows a value for the cell that runs, under an id of its own", () => {
    const cell = testCell();
    const [first, second] = cell.run(7, () => [display(6), display(6)]);
    expect(cell.displays()).toMatchObject([{data: {"text/plain": "6"}, displayId: first.id, origin: 7}, {displayId: second.id}]);
    expect(first.id).not.toBe(second.id);
    expect(cell.displays()[0]).not.toHaveProperty("update");
  });
  it("replaces in place by its handle and by id", () => {
    const cell = testCell();
    display(1, {id: "counter"}).update(2);
    display.update("counter", 3);
    expect(cell.displays().map(({data, displayId, update}) => [data["text/plain"], displayId, update])).toEqual([["1", "counter", undefined], ["2", "counter", true], ["3", "counter", true]]);
  });
  it("has handles that show nothing as a cell's result", () => {
    const cell = testCell();
    expect(cell.format(display("x"))).toEqual({data: {}, metadata: {}});
  });
  it("keeps the order of one id when a value describes itself later", async () => {
    const cell = testCell();
    const later = {[Symbol.for("Jupyter.display")]: () => new Promise((resolve) => setTimeout(resolve, 5, {"text/plain": "slow"}))};
    const handle = display(later);
    handle.update("quick");
    await vi.waitFor(() => expect(cell.text()).toBe("slow\n'quick'"));
  });
  it("shows why a value could not describe itself", async () => {
    const cell = testCell();
    display({[Symbol.for("Jupyter.display")]: () => Promise.reject(new Error("no ink"))});
    await vi.waitFor(() => expect(cell.text()).toContain("Error: no ink"));
  });
  it.each([
    ["html", "<b>1 &lt; 2</b><script>x</script>", {"text/html": "<b>1 &lt; 2</b><script>x</script>", "text/plain": "1 < 2"}],
    ["markdown", "**x**", {"text/markdown": "**x**", "text/plain": "**x**"}],
    ["latex", "x^2", {"text/latex": "$$x^2$$", "text/plain": "x^2"}],
    ["latex", "$x$ and $y$", {"text/latex": "$x$ and $y$", "text/plain": "$x$ and $y$"}],
    ["svg", "<svg><title>a dot</title></svg>", {"image/svg+xml": "<svg><title>a dot</title></svg>", "text/plain": "SVG image: a dot"}],
    ["javascript", "1 + 1", {"application/javascript": "1 + 1", "text/plain": "JavaScript, 5 characters"}]
  ] as const)("shows %s as it stands, with text beside it", (kind, source, data) => {
    const cell = testCell();
    display[kind](source);
    expect(cell.displays()[0]!.data).toEqual(data);
  });
  it("shows JSON", () => {
    const cell = testCell();
    display.json({a: [1, null]});
    expect(cell.displays()[0]!.data["application/json"]).toEqual({a: [1, null]});
    expect(() => display.json(undefined)).toThrow("display.json: value must be writable as JSON, got undefined");
    expect(() => display.json({big: 1n})).toThrow("display.json: value must be writable as JSON");
  });
  it.each([["png", png, "PNG image, 2 × 3 pixels"], ["gif", gif, "GIF image, 1 × 2 pixels"], ["jpeg", jpeg, "JPEG image, 5 × 4 pixels"]] as const)("shows a %s by bytes, base64 and data URL, with its size in words", (kind, bytes, text) => {
    const cell = testCell();
    const base64 = Buffer.from(bytes).toString("base64");
    display[kind](bytes);
    display[kind](base64);
    display[kind](`data:image/${kind};base64,${base64}`, {width: 40});
    const data = {[`image/${kind}`]: base64, "text/plain": text};
    expect(cell.displays().map((each) => each.data)).toEqual([data, data, data]);
    expect(cell.displays()[2]!.metadata).toEqual({[`image/${kind}`]: {width: 40}});
  });
  it("refuses what is not what it is said to be", () => {
    testCell();
    expect(() => display.png(gif)).toThrow("display.png: image must hold a PNG file");
    expect(() => display.png(5 as never)).toThrow("display.png: image must be bytes or base64 text, got 5");
    expect(() => display.png(png, {width: NaN})).toThrow("width must be positive (CSS pixels), got NaN");
    expect(() => display.svg("<p>")).toThrow("display.svg: source must hold an <svg> element");
    expect(() => display.html(5 as never)).toThrow("display.html: source must be a string, got 5");
    expect(() => display.bundle("x" as never)).toThrow("display.bundle: data must be an object of MIME type to data");
    expect(() => display(1, {id: ""})).toThrow("display: id must be a string that is not empty");
  });
  it("shows a bundle with its metadata, and adds text", () => {
    const cell = testCell();
    display.bundle({"text/html": "<i>x</i>"}, {id: "b", metadata: {"text/html": {isolated: true}}});
    expect(cell.displays()).toMatchObject([{data: {"text/html": "<i>x</i>", "text/plain": "x"}, metadata: {"text/html": {isolated: true}}, displayId: "b"}]);
  });
});

describe("clearOutput and input", () => {
  it("empties the output, at once or when the next one comes", () => {
    const cell = testCell();
    clearOutput();
    clearOutput({wait: true});
    expect(cell.sent).toMatchObject([{type: "clear", wait: false}, {type: "clear", wait: true}]);
  });
  it("asks the person, and hands on that no one can be asked", async () => {
    testCell(async ({prompt, password}) => `${prompt} ${password}`);
    expect(await input("name?", {password: true})).toBe("name? true");
    testCell();
    await expect(input("name?")).rejects.toThrow("no one can be asked");
  });
});

describe("outside a cell", () => {
  it("display prints text", () => {
    leaveCell();
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    display(new Float64Array(2)).update("x");
    clearOutput();
    expect(write.mock.calls.map(([text]) => text)).toEqual(["Float64Array(2) [0, 0]\n", "'x'\n"]);
  });
  it("what needs a person says that there is none", async () => {
    leaveCell();
    await expect(input()).rejects.toThrow("input: works in a notebook's cell only");
    expect(() => slider()).toThrow("slider: works in a notebook's cell only");
  });
});
