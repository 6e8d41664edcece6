import {describe, expect, it} from "vitest";
import {cellNames, type CellNames} from "../../../lib/notebook/analyse/names.ts";
import {afterRun, cellsToRun, staleCells, type LiveCell, type Runs} from "../../../lib/notebook/analyse/stale.ts";

const names = new Map<string, CellNames>();
const namesOf = (source: string): CellNames => names.get(source) ?? names.set(source, cellNames(source)).get(source)!;
const live = (id: string, source: string): LiveCell => ({id, source, ...namesOf(source)});
const notebook = (...sources: readonly string[]): readonly LiveCell[] => sources.map((source, i) => live("abcdefgh"[i]!, source));
const run = (cells: readonly LiveCell[], ids: string, runs: Runs = new Map()): Runs => [...ids].reduce((before, id) => afterRun(before, cells.find((cell) => cell.id === id)!), runs);
const stale = (cells: readonly LiveCell[], runs: Runs): string => [...staleCells(cells, runs).keys()].join("");

const chain = notebook("const x = 1", "const y = x + 1", "const z = 5", "y + z");

/** The values of a run from top to bottom, and of the runs that were: a second, independent meaning of "stale", for cells of `let`s and sums. */
function values(cells: readonly LiveCell[], order: string, kept: Map<string, number> = new Map()): Map<string, number> {
  const results = new Map<string, number>();
  for (const id of order) {
    const [, name, right] = /^(\w) = (.*)$/.exec(cells.find((cell) => cell.id === id)!.source)!;
    const value = right!.split(" + ").reduce((sum, term) => sum + (/\d/.test(term) ? Number(term) : kept.get(term) ?? NaN), 0);
    kept.set(name!, value);
    results.set(id, value);
  }
  return results;
}

describe("staleCells", () => {
  it("finds none after a run from top to bottom, and none before any run", () => {
    expect(stale(chain, run(chain, "abcd"))).toBe("");
    expect(stale(chain, new Map())).toBe("");
  });
  it("finds an edited cell and all that follows from it, not its neighbours", () => {
    const edited = [live("a", "const x = 2"), ...chain.slice(1)];
    expect(stale(edited, run(chain, "abcd"))).toBe("abd");
    expect(stale(edited, run(edited, "a", run(chain, "abcd")))).toBe("bd");
    expect(stale(edited, run(edited, "abd", run(chain, "abcd")))).toBe("");
  });
  it("finds what used a variable whose cell is gone, or that another cell now gives", () => {
    expect(stale(chain.slice(1), run(chain, "abcd"))).toBe("bd");
    const two = [chain[0]!, live("n", "const x = 9"), ...chain.slice(1)];
    expect(stale(two, run(two, "n", run(chain, "abcd")))).toBe("bd");
  });
  it("finds a cell that was run after a later one had overwritten its input", () => {
    const cells = notebook("let x = 1", "x + 1", "x = 5");
    expect(stale(cells, run(cells, "abc"))).toBe("");
    expect(stale(cells, run(cells, "abcb"))).toBe("b");
    expect(stale(cells, run(cells, "abcab"))).toBe("");
  });
  it("finds a counter that was counted twice", () => {
    const cells = notebook("let n = 0", "n = n + 1", "n");
    expect(stale(cells, run(cells, "abc"))).toBe("");
    expect(stale(cells, run(cells, "abbc"))).toBe("bc");
  });
  it("ends where cells need each other", () => {
    const cells = notebook("const f = () => g()", "const g = () => f()");
    expect(stale(cells, run(cells, "abab"))).toMatch(/^[ab]*$/);
  });
  it("says why", () => {
    const edited = [live("a", "const x = 2"), ...chain.slice(1)];
    expect(Object.fromEntries(staleCells(edited, run(chain, "abcd")))).toEqual({a: "edited since it ran", b: "x is stale", d: "y is stale"});
  });
  it("finds every cell whose value differs from that of a run from top to bottom, and mends it by fewer runs, in 500 random histories", () => {
    let seed = 1;
    const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const term = (): string => (random(4) === 0 ? String(1 + random(9)) : "xyz"[random(3)]!);
    const given = ["x = 1", "y = 2", "z = 3"];
    let [saved, wrong] = [0, 0];
    for (let k = 0; k < 500; k++) {
      const cells = notebook(...given, ...Array.from({length: 4}, () => `${"xyz"[random(3)]} = ${term()} + ${term()}`));
      const order = "abcdefg" + Array.from({length: random(5)}, () => "abcdefg"[random(7)]).join("");
      const kept = new Map<string, number>();
      const was = new Map([...order].flatMap((id) => [...values(cells, id, kept)]));
      const found = staleCells(cells, run(cells, order));
      for (const [id, value] of values(cells, "abcdefg")) if (value !== was.get(id)) {
        wrong++;
        expect(found.has(id), `${cells.map(({source}) => source).join("; ")} ran ${order}: ${id}`).toBe(true);
      }
      const plan = cellsToRun(cells, run(cells, order)).map(({id}) => id).join("");
      for (const id of plan) for (const [each, value] of values(cells, id, kept)) was.set(each, value);
      expect(was, `${cells.map(({source}) => source).join("; ")} ran ${order}, then ${plan}`).toEqual(values(cells, "abcdefg"));
      expect(stale(cells, run(cells, order + plan))).toBe("");
      saved += 7 - plan.length;
    }
    expect(wrong).toBeGreaterThan(100);
    expect(saved).toBeGreaterThan(1000);
  });
});
