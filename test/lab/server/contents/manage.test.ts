/** @file The contents interface: what is new, moves, goes, and its checkpoints. */
import {existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
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
const post = (body: unknown): Promise<any> => lab.json(at(), {method: "POST", body});

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
