import {EventEmitter} from "node:events";
import {describe, expect, it} from "vitest";
import {ending} from "../../lib/cli/ending.ts";

function stage({busy = 0, ask = true} = {}): {readonly signals: EventEmitter; readonly said: string[]; readonly exits: number[]; readonly clock: {now: number}; ended(): Promise<boolean>} {
  const [signals, said, exits, clock] = [new EventEmitter(), [] as string[], [] as number[], {now: 0}];
  let over = false;
  void ending({busy: () => busy, ask, signals, say: (text) => void said.push(text), exit: (code) => void exits.push(code), now: () => clock.now}).then(() => (over = true));
  return {signals, said, exits, clock, ended: () => new Promise((resolve) => setImmediate(() => resolve(over)))};
}

describe("ending", () => {
  it("comes at the first Ctrl-C where nothing is at work, or no one can be asked", async () => {
    for (const each of [stage(), stage({busy: 2, ask: false})]) {
      each.signals.emit("SIGINT");
      expect([await each.ended(), each.said]).toEqual([true, []]);
    }
  });
  it("asks once where kernels are at work, and takes the second within five seconds as the answer", async () => {
    const {signals, said, clock, ended} = stage({busy: 2});
    signals.emit("SIGINT");
    expect([await ended(), said]).toEqual([false, ["\n2 kernels are at work: Ctrl-C once more ends the server and all kernels"]]);
    clock.now = 5001;
    signals.emit("SIGINT");
    expect([await ended(), said.length]).toEqual([false, 2]);
    clock.now = 9000;
    signals.emit("SIGINT");
    expect(await ended()).toBe(true);
  });
  it("is not asked about when the system wants it", async () => {
    const {signals, ended} = stage({busy: 1});
    signals.emit("SIGTERM");
    expect(await ended()).toBe(true);
  });
  it("is at once where one insists", async () => {
    const {signals, exits} = stage();
    signals.emit("SIGINT");
    signals.emit("SIGINT");
    expect(exits).toEqual([130]);
  });
});
