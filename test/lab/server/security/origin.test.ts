/** @file From where: other sites' pages get nothing, by whatever name they call this machine. */
import {connect} from "node:net";
import {networkInterfaces} from "node:os";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {hostName, loopback, sameOrigin} from "../../../../lib/lab/server/security/hosts.ts";
import {cookiesOf, testServer, type TestServer} from "../harness.ts";
import {handshake} from "../websocket.ts";

let lab: TestServer;
let cookie: string;
let word: string;
beforeAll(async () => {
  lab = await testServer({origins: ["https://trusted.example.com"], hosts: ["my-laptop"]});
  ({cookie, word} = cookiesOf(await lab.call(`/lab?token=${lab.server.token}`)));
});
afterAll(() => lab.end());

describe("the host", () => {
  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "evil.example:8888", "169.254.169.254"])("%s is not ours", async (host) => {
    expect((await lab.ask("/api/status", {headers: {host}})).status).toBe(403);
    expect((await lab.call("/login", {headers: {host}})).status).toBe(403);
  });
  it.each(["localhost", "127.0.0.1:1234", "[::1]:80", "LOCALHOST", "my-laptop"])("%s is", async (host) => {
    expect((await lab.ask("/api/status", {headers: {host}})).status).toBe(200);
  });
  it.each(["", "a b", "a@b", "a/b"])("%j is none", (host) => expect(hostName(host)).toBeUndefined());
  it("is this machine's own where it says so itself", () => {
    expect(["localhost", "127.0.0.1", "127.1.2.3", "::1"].map(loopback)).toEqual([true, true, true, true]);
    expect(["localhost.", "127.0.0.1.nip.io", "10.0.0.1", "::2", ""].map(loopback)).toEqual([false, false, false, false, false]);
  });
});

describe("the origin", () => {
  const others = ["https://evil.example", "null", "https://trusted.example.com.evil.com", "https://trusted.example.comedy.net", "https://nottrusted.example.com", "https://trusted.example.com:8443", "http://trusted.example.com", "http://localhost:1"];
  it.each(others)("%s is refused, with the cookie and without", async (origin) => {
    for (const headers of [{origin}, {origin, cookie}, {origin, cookie, "x-xsrftoken": word}]) {
      for (const method of ["GET", "POST"]) expect((await lab.call("/api/contents/", {method, headers})).status).toBe(403);
      expect((await handshake(lab, "/api/events/subscribe", headers)).status).toBe(403);
    }
    expect((await lab.call("/login", {method: "POST", headers: {origin}, body: `token=${lab.server.token}`})).status).toBe(403);
    expect((await lab.call("/api/contents/", {method: "OPTIONS", headers: {origin}})).headers["access-control-allow-origin"]).toBeUndefined();
  });
  it("that is named in full may read and write, and is told so", async () => {
    const headers = {origin: "https://trusted.example.com", cookie, "sec-fetch-site": "cross-site"};
    const answer = await lab.call("/api/contents/", {headers});
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, "https://trusted.example.com"]);
    expect((await lab.call("/api/contents/", {method: "OPTIONS", headers})).headers["access-control-allow-headers"]).toContain("x-xsrftoken");
    expect((await lab.call("/api/contents/", {method: "POST", headers, body: {}})).status).toBe(403);
    expect((await lab.call("/api/contents/", {method: "POST", headers: {...headers, "x-xsrftoken": word}, body: {}})).status).toBe(201);
  });
  it("that is our own is served", async () => {
    const host = `localhost:${lab.server.port}`;
    expect((await lab.call("/api/contents/", {headers: {host, origin: `http://${host}`, cookie}})).status).toBe(200);
    expect((await handshake(lab, "/api/events/subscribe", {host, origin: `http://${host}`, cookie})).status).toBe(101);
  });
  it.each([[{"sec-fetch-site": "cross-site"}], [{"sec-fetch-site": "same-site"}], [{referer: "https://evil.example/page"}]])("of a read with the cookie is looked at, too: %j", async (headers) => {
    expect((await lab.call("/api/contents/", {headers: {...headers, cookie}})).status).toBe(403);
    expect((await lab.call("/files/x", {headers: {...headers, cookie}})).status).toBe(403);
    // A link from anywhere may open a page.
    expect((await lab.call("/", {headers: {...headers, cookie}})).status).toBe(302);
  });
  it("is the same where scheme, name and port are", () => {
    expect(sameOrigin("http://localhost:80", "localhost")).toBe(true);
    expect(sameOrigin("https://localhost:8888/a", "localhost:8888")).toBe(true);
    expect(["http://localhost:8889", "http://127.0.0.1:8888", "file://localhost:8888", "null", ""].map((origin) => sameOrigin(origin, "localhost:8888"))).toEqual([false, false, false, false, false]);
  });
});

describe("the websocket", () => {
  it("needs a proof, and a place", async () => {
    expect((await handshake(lab, "/api/events/subscribe")).status).toBe(403);
    expect((await handshake(lab, "/api/kernels/x/channels?token=wrong")).status).toBe(403);
    expect((await handshake(lab, `/api/kernels/x/channels?token=${lab.server.token}`)).status).toBe(404);
    expect((await handshake(lab, `/nowhere?token=${lab.server.token}`)).status).toBe(404);
    expect((await handshake(lab, `/api/events/subscribe?token=${lab.server.token}`, {host: "evil.example"})).status).toBe(403);
    expect((await handshake(lab, `/api/events/subscribe?token=${lab.server.token}`)).status).toBe(101);
  });
});

describe("the port", () => {
  it("is open on this machine alone", async () => {
    const outside = Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({internal, family}) => !internal && family === "IPv4").map(({address}) => address);
    const open = await Promise.all(outside.map((host) => new Promise<boolean>((resolve) => {
      const socket = connect({host, port: lab.server.port, timeout: 5000}, () => (socket.destroy(), resolve(true)));
      for (const event of ["error", "timeout"]) socket.on(event, () => (socket.destroy(), resolve(false)));
    })));
    expect(open.filter(Boolean)).toEqual([]);
    expect(lab.server.address).toBe(`http://127.0.0.1:${lab.server.port}/`);
  });
});
