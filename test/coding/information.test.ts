import {describe, expect, it} from "vitest";
import {information, levelsOf} from "../../lib/coding/information.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {mean} from "../tensor/moments.ts";

const plogp = (p: number): number => (p > 0 ? -p * Math.log2(p) : 0);

/** `count` letters of 8 sent through a channel that replaces a letter by any of the 8 with chance `noise`. */
function channel(count: number, noise: number, trial: number): [number[], number[]] {
  const draws = stream(split(generator(1), trial)), sent = Array.from({length: count}, () => draws.integer(8));
  return [sent, sent.map((letter) => (draws.uniform() < noise ? draws.integer(8) : letter))];
}

describe("information", () => {
  it("of a binary symmetric channel is 1 - H(p)", () => {
    const draws = stream(generator(2)), sent = Array.from({length: 100_000}, () => draws.integer(2)), got = sent.map((bit) => (draws.uniform() < 0.11 ? 1 - bit : bit));
    expect(information(sent, got).bits).toBeCloseTo(1 - plogp(0.11) - plogp(0.89), 2);
  });
  it("of a channel with 8 letters is right within 0.02 bit from 600 samples, where the raw histogram is not", () => {
    const wrong = 0.3 / 8, truth = 3 - plogp(1 - 7 * wrong) - 7 * plogp(wrong);
    const runs = Array.from({length: 60}, (_, trial) => information(...channel(600, 0.3, trial)));
    expect(Math.abs(mean(runs.map(({bits}) => bits)) - truth)).toBeLessThan(0.02);
    expect(mean(runs.map(({plugIn}) => plugIn)) - truth).toBeGreaterThan(0.035);
  });
  it("of unrelated letters is none, though the raw histogram shows some", () => {
    const runs = Array.from({length: 60}, (_, trial) => information(...channel(600, 1, trial)));
    expect(Math.abs(mean(runs.map(({plugIn, bias}) => plugIn - bias)))).toBeLessThan(0.01);
    expect(mean(runs.map(({plugIn}) => plugIn))).toBeGreaterThan(0.04);
  });
  it("of a response that is the stimulus is the stimulus's own entropy", () => {
    const [sent] = channel(5000, 0, 1), {bits, entropy} = information(sent, sent);
    expect(bits).toBeCloseTo(3, 2);
    expect(entropy).toBeCloseTo(3, 2);
  });
  it("sorts values into levels of equal width, the ends included", () => {
    expect([...levelsOf([0, 0.24, 0.25, 0.99, 1], 4)]).toEqual([0, 0, 1, 3, 3]);
  });
  it("refuses lists that do not pair", () => {
    expect(() => information([1], [])).toThrow("information: one response for each stimulus is needed, and at least one, got 1 and 0");
  });
});
