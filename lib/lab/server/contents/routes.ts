/** @file The addresses of the contents interface, and of the files themselves. */
import type {Stats} from "node:fs";
import {stat} from "node:fs/promises";
import {basename} from "node:path";
import {textField, type Ask} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {json, nothing, type Reply} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import {deleteCheckpoint, listCheckpoints, makeCheckpoint, restoreCheckpoint} from "./checkpoints.ts";
import type {Contents} from "./contents.ts";
import {contentType} from "./mime.ts";
import type {Format, ModelType} from "./model.ts";

export function contentsRoutes(contents: Contents): readonly Route[] {
  const file = ({params}: Ask): Promise<string> => contents.places.existing(params["path"]!);
  const at = "/api/contents/*path";
  return [
    {method: "GET", pattern: "/api/contents/*path/checkpoints", handler: async (ask) => json(await listCheckpoints(await file(ask)))},
    {method: "POST", pattern: "/api/contents/*path/checkpoints", handler: async (ask) => json(await makeCheckpoint(await file(ask)), 201, {location: `${ask.path}/checkpoint`})},
    {method: "POST", pattern: "/api/contents/*path/checkpoints/:id", handler: async (ask) => (await restoreCheckpoint(await file(ask), ask.params["id"]!), nothing())},
    {method: "DELETE", pattern: "/api/contents/*path/checkpoints/:id", handler: async (ask) => (await deleteCheckpoint(await file(ask), ask.params["id"]!), nothing())},
    {method: "GET", pattern: at, handler: async ({params, query}) => json(await contents.read(params["path"]!, wishes(query)))},
    {
      method: "PUT", pattern: at,
      async handler({params, fields}) {
        const body = await fields();
        const from = textField(body, "copy_from");
        if (from !== undefined) throw new HttpFault(400, "a copy is made by POST on its folder");
        const {model, fresh} = await contents.save(params["path"]!, body);
        return json(model, fresh ? 201 : 200, fresh ? {location: address(model.path)} : {});
      }
    },
    {
      method: "POST", pattern: at,
      async handler({params, fields}) {
        const model = await contents.make(params["path"]!, await fields());
        return json(model, 201, {location: address(model.path)});
      }
    },
    {
      method: "PATCH", pattern: at,
      async handler({params, fields}) {
        const to = textField(await fields(), "path");
        if (to === undefined) throw new HttpFault(400, "path must be a string");
        return json(await contents.move(params["path"]!, to));
      }
    },
    {method: "DELETE", pattern: at, handler: async ({params}) => (await contents.remove(params["path"]!), nothing())},
    {method: "GET", pattern: "/files/*path", handler: (ask) => fileReply(ask, contents)}
  ];
}

const address = (path: string): string => `/api/contents/${path.split("/").map(encodeURIComponent).join("/")}`;

function wishes(query: URLSearchParams): Parameters<Contents["read"]>[1] {
  const type = oneOf(query, "type", ["directory", "notebook", "file"]) as ModelType | undefined;
  const format = oneOf(query, "format", ["text", "base64", "json"]) as Format | undefined;
  return {content: flag(query, "content", true), hash: flag(query, "hash", false), ...(type && {type}), ...(format && {format})};
}

function oneOf(query: URLSearchParams, name: string, words: readonly string[]): string | undefined {
  const value = query.get(name);
  if (value === null || value === "") return undefined;
  if (!words.includes(value)) throw new HttpFault(400, `${name} must be ${words.join(" or ")}, got ${value}`);
  return value;
}

function flag(query: URLSearchParams, name: string, usual: boolean): boolean {
  const value = query.get(name);
  if (value === null) return usual;
  if (value !== "0" && value !== "1") throw new HttpFault(400, `${name} must be 0 or 1, got ${value}`);
  return value === "1";
}

/** What is in a file may be anything: opened as a page, it runs without our origin, so it can neither read nor write here. */
const untrusted = "sandbox allow-scripts; frame-ancestors 'self'";

async function fileReply({params, query, headers}: Ask, {places}: Contents): Promise<Reply> {
  const path = params["path"]!;
  const file = await places.existing(path);
  const info = await stat(file);
  if (!info.isFile()) throw new HttpFault(404, "no such file");
  const [etag, modified] = [tag(info), info.mtime.toUTCString()];
  const common = {"content-security-policy": untrusted, "cache-control": "no-cache", etag, "last-modified": modified};
  if (headers["if-none-match"] === etag) return {status: 304, headers: common};
  const download = query.get("download") !== null ? {"content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`} : {};
  return {status: 200, headers: {...common, ...download, "content-type": contentType(path)}, body: {file}};
}

const tag = ({size, mtimeMs}: Stats): string => `"${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}"`;
