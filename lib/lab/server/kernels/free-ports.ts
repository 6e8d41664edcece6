/** @file A connection file's fields with ports that are free now. */
import {randomUUID} from "node:crypto";
import {once} from "node:events";
import {createServer, type AddressInfo} from "node:net";
import {socketNames} from "../../../jupyter/protocol/connection.ts";
import type {Content} from "../../../jupyter/protocol/message.ts";

export async function freeFields(): Promise<Content> {
  const servers = socketNames.map(() => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return {transport: "tcp", ip: "127.0.0.1", key: randomUUID(), signature_scheme: "hmac-sha256", ...Object.fromEntries(socketNames.map((name, i) => [`${name}_port`, ports[i]]))};
}
