import {describe, expect, it} from "vitest";
import {literal, parseParameter} from "../../../lib/notebook/parameters/value.ts";

describe("parseParameter", () => {
  it.each([
    ["a=1", 1], ["a=-2.5e3", -2500], ["a=.5", 0.5], ["a=Infinity", Infinity], ["a=NaN", NaN], ["a=true", true], ["a=null", null], ["a=", ""], ["a=x=y", "x=y"],
    ["a=plain text", "plain text"], ["a=\"1\"", "1"], ["a=[1, [2]]", [1, [2]]], ["a={\"b\": false}", {b: false}], ["a=0x10", "0x10"], ["a=1 2", "1 2"],
    ["a=toString", "toString"], ["a=constructor", "constructor"]
  ])("reads %s", (argument, value) => {
    expect(parseParameter(argument)).toEqual(["a", value]);
  });
  it.each(["a", "=1", "1a=2", "a b=1", "a;process.exit()=1"])("refuses %j", (argument) => {
    expect(() => parseParameter(argument)).toThrow("run: a parameter must be NAME=VALUE with a TypeScript name");
  });
  it("refuses broken JSON instead of taking it for text", () => {
    expect(() => parseParameter("a=[1,")).toThrow("run: parameter a begins like JSON and is not");
  });
});

describe("literal", () => {
  it.each([0, -0, 1e300, -Infinity, NaN, "", "`${x}`\u2028\\", true, null, [], [[1], {}], {a: {"b c": "d"}}, JSON.parse('{"__proto__": {"x": 1}}')])("is an expression that evaluates to the value: %j", (value) => {
    const evaluated: unknown = new Function(`return (${literal(value)})`)();
    expect(evaluated).toEqual(value);
    if (typeof value === "object" && value !== null) expect(Object.getPrototypeOf(evaluated)).toBe(Object.getPrototypeOf(value));
  });
});
