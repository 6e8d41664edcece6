import {afterAll, describe, expect, it} from "vitest";
import {harness, says} from "./harness.ts";

const child = harness();
afterAll(() => child.close());

describe("a cell in the child process", () => {
  it("shows its last value and shares its bindings with later cells", async () => {
    expect(await child.cell("let x = 40; const add = () => x + 2; add()")).toEqual({status: "ok"});
    expect(child.result()).toBe("42");
    await child.cell("x = 1; add()");
    expect(child.result()).toBe("3");
  });
  it("may declare a name again", async () => {
    for (const code of ["let twice = 1", "class twice {}", "let twice = 3; twice"]) expect(await child.cell(code)).toEqual({status: "ok"});
    expect(child.result()).toBe("3");
  });
  it("shows nothing for undefined, and nothing at all when silent", async () => {
    await child.cell("undefined");
    expect(child.heard).toEqual([]);
    await child.run({number: 90, source: "7", code: "7", silent: true}, 90);
    expect(child.heard).toEqual([]);
  });
  it("awaits at its top level", async () => {
    await child.cell("const later = await new Promise((resolve) => setTimeout(resolve, 5, 'late')); later");
    expect(child.result()).toBe("'late'");
  });
  it("gives back bigint, NaN, -0 and symbols as they are", async () => {
    for (const [code, shown] of [["2n ** 64n", "18446744073709551616n"], ["0 / 0", "NaN"], ["-0", "-0"], ["Symbol('s')", "Symbol(s)"]] as const) {
      await child.cell(code);
      expect(child.result()).toBe(shown);
    }
  });
  it("has no channel to the kernel, no inspector arguments and no arguments to pass on", async () => {
    await child.cell("[typeof process.send, process.execArgv.length, process.argv.length, process.env.NODE_COMPILE_CACHE].join()");
    expect(child.result()).toBe("'undefined,0,1,'");
  });
  it("asks the person at the front end", async () => {
    await child.cell("await input('name? ')");
    expect(child.result()).toBe("'answer to name? '");
  });
  it("evaluates expressions beside one another, each with its own fate", async () => {
    await child.cell("let seen = 5");
    const {good, bad} = await child.expressions({good: "seen + 1", bad: "nowhere"});
    expect(good).toMatchObject({status: "ok", data: {"text/plain": "6"}});
    expect(bad).toMatchObject({status: "error", failure: {name: "ReferenceError"}});
  });
  it("keeps speaking for its cell in timers, after awaits and in late errors", async () => {
    await child.cell("setTimeout(() => { console.log('from the timer'); throw new TypeError('late') }, 20)");
    const early = child.number();
    const [fromTimer, late] = [child.until(says("stdout", "from the timer")), child.until(says("stderr", "TypeError: late"))];
    await child.cell("Promise.resolve().then(() => { throw new RangeError('forgotten') }); 1");
    expect((await child.until(says("stderr", "RangeError: forgotten"))).origin).toBe(child.number());
    expect((await fromTimer).origin).toBe(early);
    expect((await late).origin).toBe(early);
    expect(await child.cell("1")).toEqual({status: "ok"});
  });
  it("is not ended by Ctrl-C, which is the kernel's to understand", async () => {
    await child.cell("process.kill(process.pid, 'SIGINT'); await new Promise((go) => setTimeout(go, 10)); 'alive'");
    expect(child.result()).toBe("'alive'");
  });
  it("shares nothing with the cells of another process", async () => {
    const other = harness();
    await Promise.all([child.cell("globalThis.mine = 1; mine"), other.cell("typeof mine")]);
    expect(other.result()).toBe("'undefined'");
    await other.close();
  });
  it("that cannot be started, for want of its folder, fails with a sentence", async () => {
    const lost = harness({cwd: "/no/such/folder"});
    expect(await lost.cell("1")).toMatchObject({status: "error", lost: true, failure: {message: expect.stringContaining("could not be started")}});
    await expect(lost.ready).rejects.toThrow("could not be started");
    await lost.close();
  });
});
