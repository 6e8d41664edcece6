import {execFileSync} from "node:child_process";
import {existsSync} from "node:fs";
import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../lib/notebook/format/document.ts";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import {code, display, markdown, notebook, plain, stdout} from "../notebooks.ts";

const everything: Notebook = notebook(
  markdown("# Ünïcödé 🧠 — α\u2028β\r\nγ\rδ", {"a b.png": {"image/png": "iVBORw0KGgo="}}),
  code("1 + 1\n", {outputs: [plain("2")], count: 1, tags: ["b", "a"]}),
  code("", {outputs: [
    stdout("a\fb\nc\n"),
    {output_type: "stream", name: "stderr", text: ""},
    display({"application/vnd.plotly.v1+json": {layout: {}, data: [{y: [1, 2.5, 1e-7], x: []}]}, "text/html": "<b>\n</b>", "text/plain": ""}, {zoom: {b: 1, a: 2}}),
    {output_type: "error", ename: "Error", evalue: "no", traceback: ["\u001b[31mError\u001b[39m: no", ""]}
  ]})
);

const python = "/usr/bin/python3";
const nbformat = existsSync(python) && tryPython("import nbformat") !== undefined;

function tryPython(script: string, input = ""): string | undefined {
  try {
    return execFileSync(python, ["-c", script], {input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"], env: {...process.env, PYTHONIOENCODING: "utf-8"}});
  } catch {
    return undefined;
  }
}

describe("serialiseNotebook", () => {
  it("is undone by parseNotebook, and reading and writing again changes no byte", () => {
    const text = serialiseNotebook(everything);
    expect(parseNotebook(text, "a.ipynb")).toEqual(everything);
    expect(serialiseNotebook(parseNotebook(text, "a.ipynb"))).toBe(text);
  });
  it("indents by one space, sorts keys, ends with one newline, and does not depend on the order of keys", () => {
    const text = serialiseNotebook(everything);
    expect(text).toMatch(/^\{\n "cells": \[\n {2}\{\n {3}"attachments"/);
    expect(text).toMatch(/[^\n]\n$/);
    const {metadata, ...rest} = everything;
    expect(serialiseNotebook({metadata: Object.fromEntries(Object.entries(metadata).reverse()), ...rest})).toBe(text);
  });
  it("keeps a key named __proto__ as data", () => {
    const odd = notebook(code("", {outputs: [display({"application/json": JSON.parse('{"__proto__": 1}')})]}));
    expect(serialiseNotebook(odd)).toContain('"__proto__": 1');
  });
  it.runIf(nbformat)("writes the bytes that Jupyter's nbformat writes, and passes its validation (Debian's nbformat found)", () => {
    // 1e-7 is left out: Python writes it as 1e-07.
    const text = serialiseNotebook(JSON.parse(JSON.stringify(everything).replace("1e-7", "1e-3")) as Notebook);
    const script = "import sys, nbformat; n = nbformat.reads(sys.stdin.read(), as_version=4); nbformat.validate(n); nbformat.write(n, sys.stdout)";
    expect(tryPython(`import sys, io\nsys.stdin = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8', newline='')\n${script}`, text)).toBe(text);
  });
  it.skipIf(nbformat)("is not compared with Jupyter's nbformat: no Python with nbformat on this machine", () => {});
});
