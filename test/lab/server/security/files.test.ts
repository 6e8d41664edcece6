/** @file What of the disk is served: what lies under the root and is not hidden; and nothing in a file can act for the person. */
import {existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {serialiseNotebook} from "../../../../lib/notebook/format/serialise.ts";
import {cleanEnvironment} from "../../../../lib/lab/server/kernels/environment.ts";
import {code, display, notebook, stdout} from "../../../notebook/notebooks.ts";
import {testServer, type TestServer} from "../harness.ts";

let lab: TestServer;
const put = (path: string, content: string): Promise<{status: number}> => lab.ask(path, {method: "PUT", body: {type: "file", format: "text", content}});
beforeAll(async () => {
  lab = await testServer();
  mkdirSync(join(lab.base, "root2"));
  mkdirSync(join(lab.root, "deep"));
  mkdirSync(join(lab.root, ".git"));
  for (const file of ["../secret", "../root2/secret", "deep/page.html", "deep/a.txt", ".hidden", ".git/config"]) writeFileSync(join(lab.root, file), file.startsWith("deep") ? "<script>1</script>" : "secret");
  symlinkSync(join(lab.base, "secret"), join(lab.root, "link.txt"));
  symlinkSync(join(lab.base, "root2"), join(lab.root, "linked"));
  symlinkSync(join(lab.base, "nowhere"), join(lab.root, "broken.txt"));
  symlinkSync("loop", join(lab.root, "loop"));
  symlinkSync(join(lab.root, ".git"), join(lab.root, "git"));
  symlinkSync(join(lab.root, "deep"), join(lab.root, "within"));
});
afterAll(() => lab.end());

describe("what lies outside the root", () => {
  const ways = ["../secret", "..%2fsecret", "%2e%2e/secret", "%2e%2e%2fsecret", "deep/../../secret", "deep/..%2f..%2fsecret", "../root2/secret", "..%2froot2%2fsecret", "link.txt", "linked/secret", "loop", "loop/a"];
  it.each(ways)("is not read by %s", async (way) => {
    for (const place of ["/api/contents/", "/files/", "/api/contents//"]) {
      const {status, text} = await lab.ask(place + way);
      expect(status).toBe(404);
      expect(text).not.toContain("\"secret\"");
    }
  });
  it.each([...ways, "linked/new.txt", "broken.txt"])("is not written by %s", async (way) => {
    expect((await put(`/api/contents/${way}`, "mine")).status).toBe(404);
    expect([readFileSync(join(lab.base, "secret"), "utf8"), existsSync(join(lab.base, "nowhere")), readdirSync(join(lab.base, "root2"))]).toEqual(["secret", false, ["secret"]]);
  });
  it("is not reached by copying, renaming or a checkpoint", async () => {
    expect((await lab.ask("/api/contents/", {method: "POST", body: {copy_from: "../secret"}})).status).toBe(404);
    expect((await lab.ask("/api/contents/", {method: "POST", body: {copy_from: "link.txt"}})).status).toBe(404);
    expect((await lab.ask("/api/contents/deep/a.txt", {method: "PATCH", body: {path: "../a.txt"}})).status).toBe(404);
    expect((await lab.ask("/api/contents/deep/a.txt", {method: "PATCH", body: {path: "linked/a.txt"}})).status).toBe(404);
    expect((await lab.ask("/api/contents/link.txt/checkpoints", {method: "POST"})).status).toBe(404);
    expect((await lab.ask("/api/contents/", {method: "POST", body: {type: "file", ext: "/../../x"}})).status).toBe(400);
    expect(readdirSync(lab.base).sort()).toEqual(["data", "root", "root2", "secret"]);
  });
  it("is not listed, and a link that stays within is", async () => {
    const {content} = await lab.json("/api/contents/");
    expect(content.map(({name}: {name: string}) => name).sort()).toEqual(["deep", "within"]);
    expect((await lab.json("/api/contents/within/a.txt")).content).toBe("<script>1</script>");
  });
  it.each(["a%00b", "%E0%A4%A", "%00"])("nor is %s a name", async (name) => {
    for (const place of ["/api/contents/", "/files/"]) expect((await lab.ask(place + name)).status).toBe(400);
  });
  it("nor can the root itself go", async () => {
    expect((await lab.ask("/api/contents/", {method: "DELETE"})).status).toBe(400);
    expect((await lab.ask("/api/contents/", {method: "PATCH", body: {path: "x"}})).status).toBe(400);
  });
});

describe("what is hidden", () => {
  it.each([".hidden", ".git", ".git/config", "git/config", "deep/../.hidden"])("%s is as if it were not there", async (path) => {
    for (const place of ["/api/contents/", "/files/"]) expect((await lab.ask(place + path)).status).toBe(404);
    expect((await put(`/api/contents/${path}`, "mine")).status).toBe(404);
    expect((await lab.ask(`/api/contents/${path}`, {method: "DELETE"})).status).toBe(404);
  });
  it("is served where that is wanted", async () => {
    const open = await testServer({root: lab.root, hidden: true});
    expect((await open.json("/api/contents/.hidden")).content).toBe("secret");
    await open.end();
  });
});

describe("a file", () => {
  it("that is opened as a page runs outside our origin", async () => {
    const {status, headers} = await lab.ask("/files/deep/page.html");
    expect([status, headers["content-type"], headers["x-content-type-options"]]).toEqual([200, "text/html; charset=utf-8", "nosniff"]);
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toContain("sandbox allow-scripts");
    expect(policy).toContain("frame-ancestors 'self'");
  });
  it("that is downloaded is named as such", async () => {
    expect((await lab.ask("/files/deep/page.html?download=1")).headers["content-disposition"]).toBe("attachment; filename*=UTF-8''page.html");
  });
  it("that has not changed is not sent again", async () => {
    const {headers} = await lab.ask("/files/deep/a.txt");
    expect((await lab.ask("/files/deep/a.txt", {headers: {"if-none-match": headers.etag!}})).status).toBe(304);
  });
});

describe("an answer of data", () => {
  it("runs nothing if it is opened as a page, and is not kept", async () => {
    for (const path of ["/api/status", "/api/contents/", "/api/nowhere"]) {
      const {headers} = await lab.ask(path);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect([headers["x-content-type-options"], headers["cache-control"]]).toEqual(["nosniff", "no-store"]);
    }
  });
});

describe("trust", () => {
  const page = {output_type: "display_data", data: {"text/html": "<script>alert(1)</script>"}, metadata: {}} as const;
  const trusted = async (path: string): Promise<unknown[]> => (await lab.json(`/api/contents/${path}`)).content.cells.map(({metadata}: {metadata: {trusted?: boolean}}) => metadata.trusted);
  const save = (path: string, mark: boolean, source = "1"): Promise<unknown> => {
    const cells = [code(source, {outputs: [page], id: "a"}), code("2", {outputs: [stdout("x")], id: "b"})].map((cell) => ({...cell, metadata: {trusted: mark}}));
    return lab.json(`/api/contents/${path}`, {method: "PUT", body: {type: "notebook", format: "json", content: notebook(...cells)}});
  };
  it("is not given to what came from elsewhere, but for outputs that hold no script", async () => {
    writeFileSync(join(lab.root, "foreign.ipynb"), serialiseNotebook(notebook(code("1", {outputs: [page]}), code("2", {outputs: [stdout("x"), display({"text/plain": "x", "image/png": "AA"})]}), code("3", {outputs: [display({"image/svg+xml": "<svg/>"})]}))));
    expect(await trusted("foreign.ipynb")).toEqual([false, true, false]);
  });
  it("is kept for what was run or approved here, until it is changed elsewhere", async () => {
    await save("mine.ipynb", true);
    expect(await trusted("mine.ipynb")).toEqual([true, true]);
    const file = join(lab.root, "mine.ipynb");
    writeFileSync(file, readFileSync(file, "utf8").replace("alert(1)", "alert(2)"));
    expect(await trusted("mine.ipynb")).toEqual([false, true]);
    writeFileSync(file, readFileSync(file, "utf8").replace("alert(2)", "alert(1)"));
    expect(await trusted("mine.ipynb")).toEqual([true, true]);
  });
  it("is not given by a save that does not claim it, nor known to another person's server", async () => {
    await save("shy.ipynb", false, "shy");
    expect(await trusted("shy.ipynb")).toEqual([false, true]);
    await save("mine.ipynb", true);
    const other = await testServer({root: lab.root});
    const {content} = await other.json("/api/contents/mine.ipynb");
    expect(content.cells[0].metadata.trusted).toBe(false);
    await other.end();
  });
  it("leaves no mark in the file", () => {
    for (const name of ["mine.ipynb", "shy.ipynb"]) expect(readFileSync(join(lab.root, name), "utf8")).not.toContain("trusted");
  });
});

describe("a body", () => {
  it("that is too large is refused, whether it says so or not", async () => {
    const small = await testServer({limit: 1000});
    const body = JSON.stringify({type: "file", format: "text", content: "x".repeat(2000)});
    for (const headers of [{}, {"transfer-encoding": "chunked"}]) expect((await small.ask("/api/contents/large.txt", {method: "PUT", body, headers})).status).toBe(413);
    expect(existsSync(join(small.root, "large.txt"))).toBe(false);
    await small.end();
  });
  it.each(["{", "[1]", "\"x\"", "nul"])("of %s is refused", async (body) => {
    expect((await lab.ask("/api/sessions", {method: "POST", body})).status).toBe(400);
  });
});

describe("the token", () => {
  it("stands in no log and no file", async () => {
    await lab.call(`/lab?token=${lab.server.token}`);
    await lab.ask(`/api/contents/nowhere?token=${lab.server.token}`);
    await lab.json("/lab/api/workspaces/w", {method: "PUT", body: {data: {}, metadata: {id: "w"}}});
    const texts = readdirSync(lab.base, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    expect(texts.length).toBeGreaterThan(5);
    expect([...lab.logged, ...texts].filter((text) => text.includes(lab.server.token))).toEqual([]);
  });
  it("is not handed to kernels", () => {
    expect(cleanEnvironment({PATH: "/bin", JUPYTER_TOKEN: "a", SPIKEBOOK_TOKEN: "b"}, {MORE: "c"})).toEqual({PATH: "/bin", MORE: "c"});
  });
});
