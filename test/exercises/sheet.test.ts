/** @file A sheet as a notebook uses it: verdicts where they belong, buttons, hints one by one, progress. */
import {describe, expect, it} from "vitest";
import {sheet} from "../../lib/exercises/sheet.ts";
import type {Page} from "../../lib/exercises/place.ts";
import type {MakeButton} from "../../lib/exercises/sheet.ts";

/** A page that keeps what each place shows, and the buttons that were made. */
function page(): {readonly places: string[]; readonly buttons: Map<string, () => unknown>; readonly display: Page["display"]; readonly button: MakeButton} {
  const places: string[] = [], buttons = new Map<string, () => unknown>();
  const words = (value: unknown): string => {
    const bundle = (value as {[key: symbol]: (() => Record<string, string>) | undefined})[Symbol.for("Jupyter.display")];
    return bundle ? bundle()["text/plain"]! : "figure";
  };
  const display: Page["display"] = (value) => {
    const at = places.push(words(value)) - 1;
    return {update: (next) => void (places[at] = words(next))};
  };
  return {places, buttons, display, button: ({label, onClick}) => buttons.set(label, onClick)};
}

describe("a sheet", () => {
  it("shows a verdict and counts what is solved", async () => {
    const shows = page(), here = sheet("learning-rules", {page: shows});
    here.progress();
    expect(shows.places).toEqual([`**0 of ${Object.keys(here.exercises).length} solved**`]);
    await here.check("largestError", () => "1/(2*steps)");
    await here.check("spikeCount", () => 4);
    expect(shows.places[0]).toMatch(/^\*\*1 of \d+ solved\*\*, 1 not yet right$/);
    expect(shows.places.slice(1)).toEqual([expect.stringMatching(/^✓ Right: it holds at 13/), expect.stringMatching(/^figure/), expect.stringMatching(/^✗ Not yet/)]);
    const rows = here.summary().objects() as {answer: string; verdict: string}[];
    expect(rows.filter(({verdict}) => verdict !== "open")).toMatchObject([{answer: "spikeCount", verdict: "wrong"}, {answer: "largestError", verdict: "right"}]);
  });
  it("checks again at a click, with the answer of that moment, and gives hints one by one", async () => {
    const shows = page(), here = sheet("learning-rules", {page: shows});
    let answer: unknown;
    here.buttons(shows.button);
    here.progress();
    await here.check("periodicPair", () => answer);
    expect(shows.places[1]).toContain("no answer yet");
    answer = here.exercises["periodicPair"]!.answer;
    await shows.buttons.get("Check")!();
    expect(shows.places.slice(1)).toEqual([expect.stringMatching(/^✓ Right/), expect.stringMatching(/^figure/)]);
    expect(shows.places[0]).toContain("**1 of");
    answer = undefined;
    await shows.buttons.get("Check")!();
    expect(shows.places.slice(1)).toEqual([expect.stringMatching(/^○ /), "(no curve)"]);
    shows.buttons.get("Hint")!();
    expect(shows.places[1]).toContain("Hint 1 of 2");
    shows.buttons.get("Hint")!();
    shows.buttons.get("Hint")!();
    expect(shows.places[1]).toContain("Hint 2 of 2");
  });
  it("leaves open what was never answered, and says so", async () => {
    const shows = page(), here = sheet("synaptic-dynamics", {page: shows});
    await here.check("alphaArea", () => { throw new ReferenceError("alphaArea is not defined"); });
    expect(shows.places[0]).toContain("run the cell above first");
  });
  it("draws each seed its own numbers", () => {
    expect(sheet("learning-rules", {seed: 1}).exercises["weightDrift"]!.values).not.toEqual(sheet("learning-rules", {seed: 2}).exercises["weightDrift"]!.values);
  });
  it("throws for answers that are not right only where it is strict", async () => {
    const strict = sheet("learning-rules", {strict: true});
    await expect(strict.check("spikeCount", () => 4)).rejects.toThrow("Not yet");
    await expect(strict.check("spikeCount", () => undefined)).rejects.toThrow("no answer yet");
    await expect(strict.check("spikeCount", () => 3)).resolves.toBeUndefined();
  });
  it("names what there is to one who asks for something else", async () => {
    expect(() => sheet("chapter 9")).toThrow("chapterNamed: name must be one of synaptic-dynamics");
    await expect(sheet("learning-rules").check("nothing", () => 1)).rejects.toThrow("sheet: name must be one of weightDrift");
    expect(() => sheet("learning-rules", {seed: -1})).toThrow("seed must be a whole number");
  });
});
