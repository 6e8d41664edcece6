/** @file The contents interface: models, hashes, new names, copies, uploads in pieces, checkpoints, and what it refuses. */
import {createHash} from "node:crypto";
import {chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
import {parseNotebook} from "../../../../lib/notebook/format/parse.ts";
import {code, markdown, notebook, plain} from "../../../notebook/notebooks.ts";
import {testServer, type Answer, type TestServer} from "../harness.ts";

const lab: TestServer = await testServer();
afterAll(() => lab.end());
let count = 0;
let folder: string;
beforeEach(() => {
  folder = `f${count++}`;
  mkdirSync(join(lab.root, folder));
});
const at = (name = ""): string => `/api/contents/${folder}${name && `/${encodeURIComponent(name)}`}`;
const disk = (name: string): string => join(lab.root, folder, name);
const read = (name: string): string => readFileSync(disk(name), "utf8");
const put = (name: string, body: unknown): Promise<Answer> => lab.ask(at(name), {method: "PUT", body});
const text = (content: string): unknown => ({type: "file", format: "text", content});
const post = (body: unknown): Promise<any> => lab.json(at(), {method: "POST", body});

describe("a model", () => {
  it("of a text says what Jupyter's clients read", async () => {
    writeFileSync(disk("ä b.md"), "grüße");
    const info = statSync(disk("ä b.md"));
    expect(await lab.json(`${at("ä b.md")}?hash=1`)).toEqual({
      name: "ä b.md", path: `${folder}/ä b.md`, type: "file", format: "text", content: "grüße", mimetype: "text/markdown", writable: true, size: 7,
      created: expect.any(String), last_modified: info.mtime.toISOString(), hash: createHash("sha256").update("grüße").digest("hex"), hash_algorithm: "sha256"
    });
  });
  it("has no content and no hash where none is asked for", async () => {
    writeFileSync(disk("a.txt"), "x");
    const model = await lab.json(`${at("a.txt")}?content=0`);
    expect(model).toMatchObject({content: null, format: null, size: 1});
    expect("hash" in model).toBe(false);
    expect(await lab.json(`${at("a.txt")}?content=0&hash=1`)).toMatchObject({content: null, hash: createHash("sha256").update("x").digest("hex")});
  });
  it("of a folder lists what is in it, without contents", async () => {
    mkdirSync(disk("deep"));
    writeFileSync(disk("a.ipynb"), "{}");
    const {type, format, size, content} = await lab.json(at());
    expect([type, format, size]).toEqual(["directory", "json", null]);
    expect(content.map(({name, type: kind, content: inner}: any) => [name, kind, inner]).sort()).toEqual([["a.ipynb", "notebook", null], ["deep", "directory", null]]);
  });
  it("of bytes that are no text is base64, and of text too where that is asked for", async () => {
    writeFileSync(disk("a.bin"), Buffer.from([0xff, 0xfe, 0]));
    expect(await lab.json(at("a.bin"))).toMatchObject({format: "base64", content: "//4A"});
    expect((await lab.ask(`${at("a.bin")}?format=text`)).status).toBe(400);
    writeFileSync(disk("a.txt"), "\uFEFFhi");
    expect(await lab.json(at("a.txt"))).toMatchObject({format: "text", content: "\uFEFFhi"});
    expect(await lab.json(`${at("a.txt")}?format=base64`)).toMatchObject({format: "base64", content: Buffer.from("\uFEFFhi").toString("base64")});
  });
  it("of a read-only file says so", async () => {
    writeFileSync(disk("a.txt"), "x");
    chmodSync(disk("a.txt"), 0o444);
    // An administrator may write everywhere.
    expect((await lab.json(at("a.txt"))).writable).toBe(process.getuid?.() === 0);
  });
  it("has the hash that is chosen", async () => {
    const other = await testServer({algorithm: "md5"});
    await other.json("/api/contents/a.txt", {method: "PUT", body: text("x")});
    expect(await other.json("/api/contents/a.txt?hash=1")).toMatchObject({hash_algorithm: "md5", hash: createHash("md5").update("x").digest("hex")});
    await other.end();
  });
  it.each(["type=directory", "type=nonsense", "content=2", "format=xml"])("is refused for %s", async (query) => {
    writeFileSync(disk("a.txt"), "x");
    expect((await lab.ask(`${at("a.txt")}?${query}`)).status).toBe(400);
  });
});

describe("a notebook", () => {
  const value = notebook(markdown("# A\n\nb"), code("1 + 1\n2", {outputs: [plain("2")], count: 1, id: "one"}));
  it("comes back as it was sent, and lies on the disk as Jupyter writes it", async () => {
    expect((await put("a.ipynb", {type: "notebook", format: "json", content: value})).status).toBe(201);
    const {content} = await lab.json(at("a.ipynb"));
    expect(content).toEqual({...value, cells: value.cells.map((cell) => (cell.cell_type === "code" ? {...cell, metadata: {trusted: true}} : cell))});
    expect(read("a.ipynb").startsWith('{\n "cells": [\n  {\n   "cell_type": "markdown"')).toBe(true);
    expect(parseNotebook(read("a.ipynb"), "a")).toEqual(value);
  });
  it("can be read as the file that it is", async () => {
    writeFileSync(disk("a.ipynb"), "{}");
    expect(await lab.json(`${at("a.ipynb")}?type=file`)).toMatchObject({type: "file", format: "text", content: "{}"});
  });
  it("that is none is refused with the reason, both ways", async () => {
    writeFileSync(disk("a.ipynb"), "{}");
    const {status, text: said} = await lab.ask(at("a.ipynb"));
    expect([status, JSON.parse(said).message]).toEqual([400, `${folder}/a.ipynb: is not a notebook: nbformat must be a number, got nothing`]);
    expect((await put("b.ipynb", {type: "notebook", content: {cells: 1}})).status).toBe(400);
    expect((await put("b.ipynb", {type: "notebook"})).status).toBe(400);
    expect(existsSync(disk("b.ipynb"))).toBe(false);
  });
  it("that another page has saved shows it by its hash", async () => {
    await put("a.ipynb", {type: "notebook", content: value});
    const first = await lab.json(`${at("a.ipynb")}?content=0&hash=1`);
    const saved = JSON.parse((await put("a.ipynb", {type: "notebook", content: notebook(markdown("other"))})).text);
    const now = await lab.json(`${at("a.ipynb")}?content=0&hash=1`);
    expect(now.hash).not.toBe(first.hash);
    expect(now.hash).toBe(saved.hash);
    expect(Date.parse(now.last_modified)).toBeGreaterThanOrEqual(Date.parse(first.last_modified));
  });
});

describe("a save", () => {
  it("says whether the file is new, and keeps its mode", async () => {
    const first = await put("a.txt", text("1"));
    expect([first.status, first.headers.location]).toEqual([201, `/api/contents/${folder}/a.txt`]);
    chmodSync(disk("a.txt"), 0o640);
    expect((await put("a.txt", text("2"))).status).toBe(200);
    expect([read("a.txt"), statSync(disk("a.txt")).mode & 0o777, readdirSync(join(lab.root, folder))]).toEqual(["2", 0o640, ["a.txt"]]);
  });
  it("through a link writes what it leads to", async () => {
    writeFileSync(disk("a.txt"), "1");
    symlinkSync("a.txt", disk("b.txt"));
    await put("b.txt", text("2"));
    expect(read("a.txt")).toBe("2");
  });
  it("of base64 writes bytes", async () => {
    await put("a.bin", {type: "file", format: "base64", content: "//4A"});
    expect([...readFileSync(disk("a.bin"))]).toEqual([0xff, 0xfe, 0]);
    expect((await put("b.bin", {type: "file", format: "base64", content: "%%"})).status).toBe(400);
  });
  it("of a folder makes it, and once more changes nothing", async () => {
    expect([(await put("deep", {type: "directory"})).status, (await put("deep", {type: "directory"})).status]).toEqual([201, 200]);
    expect(statSync(disk("deep")).isDirectory()).toBe(true);
  });
  it("in pieces is seen when the last has come", async () => {
    writeFileSync(disk("a.txt"), "old");
    const piece = (chunk: number, content: string): Promise<Answer> => put("a.txt", {type: "file", format: "text", content, chunk});
    await piece(1, "a");
    await piece(2, "b");
    expect(read("a.txt")).toBe("old");
    await piece(-1, "c");
    expect([read("a.txt"), readdirSync(join(lab.root, folder))]).toEqual(["abc", ["a.txt"]]);
    expect((await put("b.txt", {type: "file", format: "text", content: "x", chunk: 2})).status).toBe(400);
  });
  it("of many at once leaves the last whole", async () => {
    const texts = Array.from({length: 20}, (_, i) => String(i).repeat(50_000));
    await Promise.all(texts.map((content) => put("a.txt", text(content))));
    expect(texts).toContain(read("a.txt"));
    expect(readdirSync(join(lab.root, folder))).toEqual(["a.txt"]);
  });
  it.each([[{type: "file", format: "text"}], [{type: "what", content: ""}], [{type: "file", format: "xml", content: ""}], [{type: "file", content: 1}], [{copy_from: "x"}]])("of %j is refused", async (body) => {
    expect((await put("a.txt", body)).status).toBe(400);
    expect(readdirSync(join(lab.root, folder))).toEqual([]);
  });
  it("into a folder that is not there is refused", async () => {
    expect((await lab.ask(`/api/contents/${folder}/no/a.txt`, {method: "PUT", body: text("x")})).status).toBe(404);
  });
});

describe("what is new", () => {
  it("gets the first free name", async () => {
    const made = [{type: "notebook"}, {type: "notebook"}, {type: "directory"}, {type: "directory"}, {type: "file", ext: ".txt"}, {type: "file", ext: ".txt"}, {ext: ".ipynb"}];
    const names = [];
    for (const body of made) names.push((await post(body)).name);
    expect(names).toEqual(["Untitled.ipynb", "Untitled1.ipynb", "Untitled Folder", "Untitled Folder 1", "untitled.txt", "untitled1.txt", "Untitled2.ipynb"]);
    expect((await lab.json(at("Untitled.ipynb"))).content).toEqual({cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5});
  });
  it("as a copy counts on", async () => {
    writeFileSync(disk("a.b.txt"), "x");
    expect((await post({copy_from: `${folder}/a.b.txt`})).name).toBe("a.b-Copy1.txt");
    expect((await post({copy_from: `${folder}/a.b-Copy1.txt`})).name).toBe("a.b-Copy2.txt");
    expect(read("a.b-Copy2.txt")).toBe("x");
    expect((await lab.ask(at(), {method: "POST", body: {copy_from: `${folder}/none.txt`}})).status).toBe(404);
    expect((await lab.ask(at("a.b.txt"), {method: "POST", body: {}})).status).toBe(400);
  });
});

describe("a file", () => {
  it("moves with its checkpoint, and never onto another", async () => {
    writeFileSync(disk("a.txt"), "1");
    await lab.json(`${at("a.txt")}/checkpoints`, {method: "POST"});
    writeFileSync(disk("b.txt"), "2");
    const move = (to: string): Promise<Answer> => lab.ask(at("a.txt"), {method: "PATCH", body: {path: `${folder}/${to}`}});
    expect((await move("b.txt")).status).toBe(409);
    expect(JSON.parse((await move("c.txt")).text)).toMatchObject({name: "c.txt", path: `${folder}/c.txt`});
    expect([existsSync(disk("a.txt")), read("c.txt"), read("b.txt")]).toEqual([false, "1", "2"]);
    expect(await lab.json(`${at("c.txt")}/checkpoints`)).toHaveLength(1);
  });
  it("goes with its checkpoint; a folder only when it is empty; a link without what it leads to", async () => {
    mkdirSync(disk("deep"));
    writeFileSync(disk("deep/a.txt"), "1");
    await lab.json(`/api/contents/${folder}/deep/a.txt/checkpoints`, {method: "POST"});
    expect((await lab.ask(at("deep"), {method: "DELETE"})).status).toBe(400);
    symlinkSync("deep/a.txt", disk("link.txt"));
    expect((await lab.ask(at("link.txt"), {method: "DELETE"})).status).toBe(204);
    expect(read("deep/a.txt")).toBe("1");
    expect((await lab.ask(`/api/contents/${folder}/deep/a.txt`, {method: "DELETE"})).status).toBe(204);
    expect((await lab.ask(at("deep"), {method: "DELETE"})).status).toBe(204);
    expect(readdirSync(join(lab.root, folder))).toEqual([]);
    expect((await lab.ask(at("deep"), {method: "DELETE"})).status).toBe(404);
  });
});

describe("a checkpoint", () => {
  it("is made, listed, restored and deleted", async () => {
    writeFileSync(disk("a.txt"), "1");
    expect(await lab.json(`${at("a.txt")}/checkpoints`)).toEqual([]);
    const made = await lab.ask(`${at("a.txt")}/checkpoints`, {method: "POST"});
    expect([made.status, JSON.parse(made.text)]).toEqual([201, {id: "checkpoint", last_modified: expect.any(String)}]);
    writeFileSync(disk("a.txt"), "2");
    expect((await lab.ask(`${at("a.txt")}/checkpoints/other`, {method: "POST"})).status).toBe(404);
    expect((await lab.ask(`${at("a.txt")}/checkpoints/checkpoint`, {method: "POST"})).status).toBe(204);
    expect(read("a.txt")).toBe("1");
    expect((await lab.ask(`${at("a.txt")}/checkpoints/checkpoint`, {method: "DELETE"})).status).toBe(204);
    expect((await lab.ask(`${at("a.txt")}/checkpoints/checkpoint`, {method: "POST"})).status).toBe(404);
    expect((await lab.ask(`${at()}/checkpoints`, {method: "POST"})).status).toBe(400);
  });
});
