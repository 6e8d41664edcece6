import {describe, expect, it} from "vitest";
import {readRunArguments} from "../../lib/cli/run-options.ts";

describe("readRunArguments", () => {
  it("reads parameters, numbers and switches", () => {
    expect(readRunArguments(["a.ipynb", "--write", "-p", "dt=0.1", "-p", "name=x y", "--timeout", "2.5", "--jobs", "3", "--allow-errors", "--engine", "tslab", "--html", "out"])).toMatchObject({
      paths: ["a.ipynb"], write: true, check: false, parameters: {dt: 0.1, name: "x y"}, timeout: 2.5, jobs: 3, allowErrors: true, engine: "tslab", html: "out", tolerance: {relative: 1e-9}
    });
  });
  it.each([
    [[], "run: name a notebook or a folder of notebooks"],
    [["a", "--check", "-p", "b=1"], "run: --check compares with outputs that were made without -p"],
    [["a", "--timeout", "0"], "run: --timeout must be a positive number of seconds, got \"0\""],
    [["a", "--timeout", ""], "run: --timeout must be a positive number"],
    [["a", "--jobs", "1.5"], "run: --jobs must be a whole number of at least 1, got \"1.5\""],
    [["a", "--tolerance", "x"], "run: --tolerance must be a number from 0 to below 1, got \"x\""],
    [["a", "--engine", "deno"], "run: --engine must be spikebook or tslab, got \"deno\""],
    [["a", "-p", "1"], "run: a parameter must be NAME=VALUE"],
    [["a", "--unknown"], "Unknown option '--unknown'"]
  ])("refuses %j", (args, message) => {
    expect(() => readRunArguments(args)).toThrow(message);
  });
});
