/** @file One corpus, two engines: ours is right in all of it, tslab in all but what is recorded. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {createSpikeEngine} from "../../../lib/jupyter/spike-engine.ts";
import {createEngine} from "../../../lib/jupyter/tslab/engine.ts";
import {corpus} from "./corpus.ts";
import {faults} from "./faults.ts";
import {startSession, type Session} from "./run.ts";

let ours: Session;
let tslab: Session;

beforeAll(async () => {
  ours = startSession(createSpikeEngine, import.meta.dirname);
  tslab = startSession(createEngine, import.meta.dirname);
  await Promise.all([ours.engine.ready, tslab.engine.ready]);
}, 120_000);
afterAll(() => Promise.all([ours.engine.close(), tslab.engine.close()]));

const fault = new Map(faults.map((each) => [each.name, each.answer]));

describe("the differential corpus", () => {
  it("names each case once, and each fault is a case that ends otherwise", () => {
    expect(new Set(corpus.map(({name}) => name)).size).toBe(corpus.length);
    expect(faults.filter(({name, answer}) => !corpus.some((each) => each.name === name && each.expected !== answer))).toEqual([]);
  });
  it.each(corpus)("our engine is right: $name", async (each) => {
    expect(await ours.answer(each)).toBe(each.expected);
  });
  it.each(corpus)("tslab is as recorded: $name", async (each) => {
    expect(await tslab.answer(each)).toBe(fault.get(each.name) ?? each.expected);
  });
});
