import {describe, expect, it} from "vitest";
import {requireTypeScript} from "../../../lib/notebook/format/language.ts";

const check = (metadata: Readonly<Record<string, unknown>>) => () => requireTypeScript({metadata}, "a.ipynb");

describe("requireTypeScript", () => {
  it.each([
    {}, {kernelspec: {name: "spikebook"}}, {kernelspec: {name: "tslab", language: "typescript"}}, {kernelspec: {name: "deno", language: "typescript"}},
    {language_info: {name: "TypeScript"}}
  ])("passes %j", (metadata) => {
    expect(check(metadata)).not.toThrow();
  });
  it.each([
    [{kernelspec: {name: "python3", language: "python"}}, "a.ipynb: must be a TypeScript notebook, got python (kernel \"python3\")"],
    [{kernelspec: {name: "ir"}}, "must be a TypeScript notebook, got another language (kernel \"ir\")"],
    [{language_info: {name: "julia"}}, "must be a TypeScript notebook, got julia; choose the Spikebook kernel in it"],
    [{kernelspec: {name: "jslab", language: "javascript"}}, "got javascript"]
  ])("refuses %j and names the way out", (metadata, message) => {
    expect(check(metadata)).toThrow(message);
  });
});
