import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it, vi} from "vitest";
import {ready, remedy} from "../lab/ui/ready.ts";
import {ended, run, start} from "./command.ts";

vi.setConfig({testTimeout: 240_000});

const folder = mkdtempSync(join(tmpdir(), "spikebook-start-"));
afterAll(() => rmSync(folder, {recursive: true}));

describe("spikebook start", () => {
  it("says what it can do, and refuses what it cannot", async () => {
    expect(await run(["start", "--help"])).toMatchObject({code: 0, out: expect.stringMatching(/usage: spikebook start[^]*--no-open[^]*--prepare/) as string, err: ""});
    expect(await run(["start", "--what"])).toMatchObject({code: 2, err: expect.stringContaining("--what") as string});
  });
  it.runIf(ready)("prints an address that opens JupyterLab's page with its token, until Ctrl-C", async () => {
    const child = start(["start", "--no-open", "--port", "0", "--root", folder], {env: {...process.env, JUPYTER_DATA_DIR: join(folder, "data")}});
    const end = ended(child);
    let text = "";
    child.stdout!.on("data", (chunk) => void (text += String(chunk)));
    await expect.poll(() => text, {timeout: 200_000}).toMatch(/^open http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+ /m);
    const [entrance = ""] = /http:\S+/.exec(text)!;
    const led = await fetch(entrance, {redirect: "manual"});
    const cookie = led.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
    const page = await (await fetch(new URL(led.headers.get("location")!, entrance), {headers: {cookie}})).text();
    const [, script = ""] = /<script type="module" src="([^"]+)"/.exec(page)!;
    expect((await fetch(new URL(script, entrance), {headers: {cookie}})).headers.get("content-type")).toContain("javascript");
    child.kill("SIGINT");
    expect(await end).toMatchObject({code: 0, err: ""});
  });
  it.skipIf(ready)(`shows no page here: ${remedy}`, ({skip}) => skip());
});
