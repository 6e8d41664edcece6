import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Failure} from "../../../lib/jupyter/engine.ts";
import {keepRuntime} from "../../../lib/jupyter/runtime/keeper.ts";

describe("a keeper of processes", () => {
  it("does not try again and again where none can start, but once more before a cell", async () => {
    const parent = mkdtempSync(join(tmpdir(), "spikebook-keeper-"));
    const cwd = join(parent, "later");
    const deaths: Failure[] = [];
    const keeper = keepRuntime({cwd, output() {}, input: async () => "", gone: (failure) => void deaths.push(failure)});
    const run = () => keeper.current().run({number: 1, source: "1", code: "1"}, 1);
    expect(await run()).toMatchObject({status: "error", lost: true});
    keeper.ensure();
    expect(await run()).toMatchObject({status: "error", lost: true});
    expect(deaths.length).toBe(2);
    mkdirSync(cwd);
    keeper.ensure();
    expect(await run()).toEqual({status: "ok"});
    const first = keeper.current();
    await keeper.renew();
    expect(keeper.current()).not.toBe(first);
    expect(await run()).toEqual({status: "ok"});
    expect(deaths.length).toBe(2);
    await keeper.close();
    rmSync(parent, {recursive: true});
  });
});
