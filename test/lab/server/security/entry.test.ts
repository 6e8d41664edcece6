/** @file Who gets in: the token, the cookie after it, and no one else. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startServer} from "../../../../lib/lab/server/server.ts";
import {cookies} from "../../../../lib/lab/server/security/cookies.ts";
import {tickets} from "../../../../lib/lab/server/security/tickets.ts";
import {same} from "../../../../lib/lab/server/security/secret.ts";
import {cookiesOf, testServer, type TestServer} from "../harness.ts";

let lab: TestServer;
beforeAll(async () => void (lab = await testServer()));
afterAll(() => lab.end());

const guarded = [
  ["GET", "/api/status"], ["GET", "/api/me"], ["GET", "/api/terminals"], ["GET", "/api/nbconvert"], ["GET", "/nbconvert/html/a.ipynb"], ["POST", "/api/events"],
  ["GET", "/api/contents/"], ["GET", "/api/contents/a.txt"], ["PUT", "/api/contents/a.txt"], ["POST", "/api/contents/"], ["PATCH", "/api/contents/a.txt"], ["DELETE", "/api/contents/a.txt"],
  ["GET", "/api/contents/a.txt/checkpoints"], ["POST", "/api/contents/a.txt/checkpoints"], ["POST", "/api/contents/a.txt/checkpoints/checkpoint"], ["DELETE", "/api/contents/a.txt/checkpoints/checkpoint"],
  ["GET", "/files/a.txt"], ["GET", "/api/kernelspecs"], ["GET", "/api/kernelspecs/spikebook"], ["GET", "/kernelspecs/spikebook/logo-64x64.png"],
  ["GET", "/api/kernels"], ["POST", "/api/kernels"], ["GET", "/api/kernels/x"], ["DELETE", "/api/kernels/x"], ["POST", "/api/kernels/x/interrupt"], ["POST", "/api/kernels/x/restart"],
  ["GET", "/api/sessions"], ["POST", "/api/sessions"], ["GET", "/api/sessions/x"], ["PATCH", "/api/sessions/x"], ["DELETE", "/api/sessions/x"],
  ["GET", "/api/spikebook/runs"], ["PATCH", "/api/spikebook/runs/x"], ["GET", "/api/config/notebook"], ["PUT", "/api/config/notebook"], ["PATCH", "/api/config/notebook"],
  ["GET", "/lab/api/settings"], ["GET", "/lab/api/settings/a:b"], ["PUT", "/lab/api/settings/a:b"], ["GET", "/lab/api/workspaces"], ["GET", "/lab/api/workspaces/w"], ["PUT", "/lab/api/workspaces/w"], ["DELETE", "/lab/api/workspaces/w"],
  ["GET", "/lab/api/translations"], ["GET", "/lab/api/translations/de"], ["GET", "/lab/api/listings/x"], ["GET", "/lab/api/licenses"]
] as const;

describe("without a proof", () => {
  it.each(guarded)("%s %s is refused", async (method, path) => {
    for (const headers of [{}, {authorization: "token wrong"}, {authorization: "token "}, {cookie: `spikebook-${lab.server.port}=a.99999999999.b`}]) {
      const {status, text} = await lab.call(path, {method, headers, ...(method !== "GET" && {body: {}})});
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({message: expect.any(String), reason: "Forbidden"});
    }
  });
  it("a page leads to the login and comes back from it", async () => {
    expect((await lab.call("/lab/tree/a b.ipynb?x=1".replace(" ", "%20"))).headers.location).toBe("/login?next=%2Flab%2Ftree%2Fa%2520b.ipynb%3Fx%3D1");
  });
  it("only the interface's version is told, and what is not there is not there", async () => {
    expect(JSON.parse((await lab.call("/api")).text)).toEqual({version: expect.stringMatching(/^\d+\.\d+\.\d+$/)});
    for (const path of ["/hub/api", "/nowhere", "/tree"]) expect((await lab.call(path)).status).toBe(404);
  });
});

describe("the token", () => {
  it.each([["authorization", "token "], ["authorization", "Bearer "]])("opens in the header %s: %s…", async (name, scheme) => {
    expect((await lab.call("/api/status", {headers: {[name]: scheme + lab.server.token}})).status).toBe(200);
  });
  it("opens in the address", async () => {
    expect((await lab.call(`/api/status?token=${lab.server.token}`)).status).toBe(200);
  });
  it("is long, random, and never empty", async () => {
    const other = await testServer();
    expect(lab.server.token).toMatch(/^[\da-f]{48}$/);
    expect(other.server.token).not.toBe(lab.server.token);
    await other.end();
    await expect(startServer({root: lab.root, data: lab.data, version: "1", port: 0, token: " "})).rejects.toThrow("lab: the token must not be empty");
  });
  it("is compared as a whole", () => {
    expect([same("abc", "abc"), same("abc", "abd"), same("ab", "abc"), same("abcd", "abc"), same("", "abc")]).toEqual([true, false, false, false, false]);
  });
  it("needs no word against forged writes", async () => {
    expect((await lab.ask("/api/contents/token.txt", {method: "PUT", body: {type: "file", format: "text", content: "x"}})).status).toBe(201);
  });
});

describe("the cookie", () => {
  it("is given for the token, which then leaves the address", async () => {
    const answer = await lab.call(`/lab?token=${lab.server.token}&reset=`);
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe("/lab?reset=");
    const [session] = answer.headers["set-cookie"]!;
    expect(session).toMatch(new RegExp(`^spikebook-${lab.server.port}=.*; HttpOnly; .*SameSite=Lax`));
    const {cookie} = cookiesOf(answer);
    expect(cookie).not.toContain(lab.server.token);
    expect((await lab.call("/api/status", {headers: {cookie}})).status).toBe(200);
  });
  it("is not given for another token", async () => {
    const answer = await lab.call("/lab?token=wrong");
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.headers.location).toBe("/lab");
  });
  it("is worth nothing when altered, when old, or on another server", () => {
    const [mine, other] = [cookies("secret", 1), cookies("other", 1)];
    const value = mine.give()[0]!.split(";")[0]!;
    expect(mine.session(value)).toBe(value.slice("spikebook-1=".length));
    expect(mine.session(`a=b; ${value}; c=d`)).toBeDefined();
    expect(other.session(value)).toBeUndefined();
    expect(cookies("secret", 2).session(value)).toBeUndefined();
    const [body, until, seal] = value.slice("spikebook-1=".length).split(".");
    expect(mine.session(`spikebook-1=${body}.${Number(until) + 1}.${seal}`)).toBeUndefined();
    expect(mine.session(`spikebook-1=${body}.${until}.${seal!.replace(/.$/, "x")}`)).toBeUndefined();
    expect(mine.session("spikebook-1=")).toBeUndefined();
  });
  it("needs its own word for every write", async () => {
    const enter = async (): Promise<ReturnType<typeof cookiesOf>> => cookiesOf(await lab.call(`/lab?token=${lab.server.token}`));
    const [mine, other] = [await enter(), await enter()];
    const write = async (headers: Record<string, string>, path = "/api/contents/cookie.txt"): Promise<number> =>
      (await lab.call(path, {method: "PUT", headers, body: {type: "file", format: "text", content: "x"}})).status;
    expect(await write({cookie: mine.cookie})).toBe(403);
    expect(await write({cookie: mine.cookie, "x-xsrftoken": "wrong"})).toBe(403);
    expect(await write({cookie: mine.cookie, "x-xsrftoken": other.word})).toBe(403);
    // Whoever can plant a cookie of this name still does not know the session's word.
    expect(await write({cookie: mine.cookie.replace(mine.word, "planted"), "x-xsrftoken": "planted"})).toBe(403);
    expect(await write({cookie: mine.cookie, "x-xsrftoken": mine.word})).toBe(201);
    expect(await write({cookie: mine.cookie}, `/api/contents/cookie.txt?_xsrf=${mine.word}`)).toBe(200);
  });
  it("needs none where the browser itself says that the page is ours", async () => {
    const {cookie} = cookiesOf(await lab.call(`/lab?token=${lab.server.token}`));
    const host = `127.0.0.1:${lab.server.port}`;
    const write = async (headers: Record<string, string>): Promise<number> =>
      (await lab.call("/api/contents/same.txt", {method: "PUT", headers: {cookie, host, ...headers}, body: {type: "file", format: "text", content: "x"}})).status;
    expect(await write({"sec-fetch-site": "same-origin", origin: `http://${host}`})).toBe(201);
    expect(await write({"sec-fetch-site": "same-origin"})).toBe(403);
    expect(await write({origin: `http://${host}`})).toBe(403);
    for (const site of ["same-site", "cross-site", "none"]) expect(await write({"sec-fetch-site": site, origin: `http://${host}`})).toBe(403);
  });
  it("is taken back at the logout", async () => {
    const {headers} = await lab.call("/logout");
    expect(headers["set-cookie"]!.every((each) => each.includes("Max-Age=0"))).toBe(true);
  });
});

describe("a ticket", () => {
  it("stands for the token once, on the command line of a browser", async () => {
    const ticketed = lab.server.ticketed();
    expect(ticketed).not.toContain(lab.server.token);
    const {pathname, search} = new URL(ticketed);
    const first = await lab.call(pathname + search);
    expect([first.status, first.headers.location]).toEqual([302, pathname]);
    expect((await lab.call("/api/status", {headers: {cookie: cookiesOf(first).cookie}})).status).toBe(200);
    expect((await lab.call(pathname + search)).headers["set-cookie"]).toBeUndefined();
    expect((await lab.call(`/api/status${search}`)).status).toBe(403);
  });
  it("is good for a minute", () => {
    let now = 0;
    const {issue, take} = tickets(100, () => now);
    const [early, late] = [issue(), issue()];
    now = 100;
    expect([take(early), take(early), take("wrong"), take(null)]).toEqual([true, false, false, false]);
    now = 101;
    expect(take(late)).toBe(false);
  });
});

describe("the login", () => {
  const login = (token: string, next: string): ReturnType<TestServer["call"]> =>
    lab.call("/login", {method: "POST", headers: {"content-type": "application/x-www-form-urlencoded"}, body: String(new URLSearchParams({token, next}))});
  it("lets in with the token alone", async () => {
    expect((await login("wrong", "/lab")).status).toBe(401);
    const answer = await login(lab.server.token, "/lab/tree/a.ipynb?x=1");
    expect([answer.status, answer.headers.location]).toEqual([302, "/lab/tree/a.ipynb?x=1"]);
    expect((await lab.call("/api/status", {headers: {cookie: cookiesOf(answer).cookie}})).status).toBe(200);
  });
  it.each(["//evil.example", "https://evil.example", "https:///evil.example", "/\\evil.example", "\\\\evil.example", "\\tree", "///evil.example", "/\t/evil.example", "/\n/evil.example", "/a/..//evil.example", "javascript:alert(1)", "evil.example"])("never leads to %j", async (next) => {
    const {location = ""} = (await login(lab.server.token, next)).headers;
    expect(new URL(location, "http://here.invalid").origin).toBe("http://here.invalid");
    expect(location).toMatch(/^\/(?![/\\])/);
  });
  it("writes what it was given into its page as text", async () => {
    const {text} = await lab.call(`/login?next=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain("<script>");
  });
});
