import {expect, it} from "vitest";
import {executable} from "./chromium.ts";
import {withLibrary} from "./library.ts";

interface Seen {
  readonly clocked: number[];
  readonly free: number[];
  readonly table: number;
  readonly refused: string;
}

/** Text, since the test runner would rewrite an import. Two jumps of 0.6 within a millisecond reach nine places. */
const script = `(async () => {
  const {conv, convergence, eventList, events, lif, network, rasterise, readIdx, simulate, simulateEvents, weightsFrom} = await import("/lib/index.ts");
  const net = network([1, 5, 5], conv({channels: 1, field: 3}), lif({tau: 10}));
  const weights = weightsFrom(net, [new Array(9).fill(0.6)]);
  const given = eventList({times: [0, 1, 3], units: [12, 12, 6], field: [1, 5, 5], duration: 5});
  const spikes = rasterise(given, {dt: 1});
  const [clocked, free] = [simulate(net, weights, spikes), simulateEvents(net, weights, events(spikes))];
  let refused = "";
  try { readIdx("digits"); } catch (error) { refused = error.message; }
  return {
    clocked: [...clocked.spikes[1].units], free: [...free.spikes[1].units],
    table: convergence(net, weights, given).numRows(), refused
  };
})()`;

it.skipIf(executable === undefined)("loads in a browser as it is, runs a network both ways there, and says that files need Node", async () => {
  await withLibrary(async (tab, missing) => {
    const seen = await tab.evaluate<Seen>(script);
    expect(missing).toEqual([]);
    // 0.6 e^(-1/10) + 0.6 = 1.14 passes 1 wherever the patch sees the middle: at all nine places; then 0.6 alone does not.
    expect(seen.free).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(seen.clocked).toEqual(seen.free);
    expect(seen.table).toBe(5);
    expect(seen.refused).toContain("files are read and written by Node only");
  });
}, 120_000);
