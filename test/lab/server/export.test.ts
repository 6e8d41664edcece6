import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {serialiseNotebook} from "../../../lib/notebook/format/serialise.ts";
import {code, display, markdown, notebook} from "../../notebook/notebooks.ts";
import {testServer, type TestServer} from "./harness.ts";

let lab: TestServer;
beforeAll(async () => {
  lab = await testServer();
  writeFileSync(join(lab.root, "ä.ipynb"), serialiseNotebook(notebook(markdown("# Title\n\ntext ![p](p.png)"), code("const a = 1;\na", {outputs: [display({"text/html": "<b>bold</b><script>alert(1)</script>"})]}), code("a + 1"))));
  writeFileSync(join(lab.root, "p.png"), Buffer.from("89504e47", "hex"));
});
afterAll(() => lab.end());

describe("export", () => {
  it("as HTML is one page with its pictures, without foreign scripts, that cannot act for the person", async () => {
    const {status, text, headers} = await lab.ask("/nbconvert/html/%C3%A4.ipynb?download=true");
    expect([status, headers["content-type"], headers["content-disposition"]]).toEqual([200, "text/html; charset=utf-8", "attachment; filename*=UTF-8''%C3%A4.html"]);
    expect(text).toContain("<title>Title</title>");
    expect(text).toContain(`data:image/png;base64,${Buffer.from("89504e47", "hex").toString("base64")}`);
    expect(text).toContain("<b>bold</b>");
    expect(text).not.toContain("alert(1)</script>");
    expect(headers["content-security-policy"]).toMatch(/^sandbox /);
  });
  it("as a script is the cells' code, with the text as comments", async () => {
    const {text, headers} = await lab.ask("/nbconvert/script/%C3%A4.ipynb");
    expect(text).toBe("// %% [markdown]\n// # Title\n// \n// text ![p](p.png)\n\n// %%\nconst a = 1;\na\n\n// %%\na + 1\n");
    expect(headers["content-disposition"]).toBeUndefined();
  });
  it.each([["/nbconvert/pdf/%C3%A4.ipynb", 404], ["/nbconvert/constructor/%C3%A4.ipynb", 404], ["/nbconvert/html/none.ipynb", 404], ["/nbconvert/html/..%2f%C3%A4.ipynb", 404], ["/nbconvert/html/p.png", 400]])("is refused for %s", async (path, status) => {
    expect((await lab.ask(path)).status).toBe(status);
  });
});
