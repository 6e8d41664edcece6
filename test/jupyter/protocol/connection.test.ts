import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {parseConnection, readConnection} from "../../../lib/jupyter/protocol/connection.ts";

const good = {transport: "tcp", ip: "127.0.0.1", shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5, key: "k", signature_scheme: "hmac-sha256"};
const folder = mkdtempSync(join(tmpdir(), "connection-"));
afterAll(() => rmSync(folder, {recursive: true}));

describe("a connection file", () => {
  it("names an address for each socket, the key and the hash", () => {
    expect(parseConnection(good)).toEqual({key: "k", hash: "sha256", addresses: {
      shell: "tcp://127.0.0.1:1", control: "tcp://127.0.0.1:2", stdin: "tcp://127.0.0.1:3", iopub: "tcp://127.0.0.1:4", hb: "tcp://127.0.0.1:5"}});
  });
  it("may name files instead of ports, and IPv6 addresses", () => {
    expect(parseConnection({...good, transport: "ipc", ip: "kernel-1"}).addresses.shell).toBe("ipc://kernel-1-1");
    expect(parseConnection({...good, ip: "::1"}).addresses.shell).toBe("tcp://[::1]:1");
  });
  it.each([
    [{...good, shell_port: undefined}, "shell_port must be a whole number from 1 to 65535, got nothing"],
    [{...good, hb_port: "5"}, 'hb_port must be a whole number from 1 to 65535, got "5"'],
    [{...good, ip: undefined}, "ip must be an address, got nothing"],
    [{...good, transport: "udp"}, 'transport must be tcp or ipc, got "udp"'],
    [{...good, key: 7}, "key must be a string, got 7"],
    [{...good, signature_scheme: "none"}, 'signature_scheme must be hmac- and a hash that Node knows, got "none"'],
    [{...good, signature_scheme: "hmac-none"}, 'signature_scheme must be hmac- and a hash that Node knows, got "hmac-none"']
  ])("is refused with the field that is wrong (%#)", (fields, message) => {
    expect(() => parseConnection(fields)).toThrow(`connection file: ${message}`);
  });
  it("is refused when it is missing or is not JSON", () => {
    expect(() => readConnection(join(folder, "none.json"))).toThrow(/connection file: cannot be read: ENOENT/);
    writeFileSync(join(folder, "bad.json"), "{");
    expect(() => readConnection(join(folder, "bad.json"))).toThrow(/bad\.json must hold JSON/);
  });
});
