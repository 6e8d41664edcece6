/** @file Workspaces: which tabs are open where, kept for the next visit. */
import {createHash} from "node:crypto";
import type {Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import {store, type Stored} from "./store.ts";

export function workspaceRoutes(folder: string): readonly Route[] {
  const kept = store(folder);
  const model = ({text, created, last_modified}: Stored): Fields => {
    const {data, metadata} = JSON.parse(text) as {data: unknown; metadata: Fields};
    return {data, metadata: {...metadata, created, last_modified}};
  };
  const at = "/lab/api/workspaces/*id";
  return [
    {
      method: "GET", pattern: "/lab/api/workspaces",
      async handler() {
        const files = await Promise.all((await kept.names()).filter((name) => name.endsWith(".json")).map((name) => kept.read(name)));
        const values = files.filter((file) => file !== undefined).map(model);
        return json({workspaces: {ids: values.map(({metadata}) => (metadata as Fields)["id"]), values}});
      }
    },
    {
      method: "GET", pattern: at,
      async handler({params}) {
        const stored = await kept.read(fileOf(params["id"]!));
        return json(stored ? model(stored) : {data: {}, metadata: {id: params["id"]}});
      }
    },
    {
      method: "PUT", pattern: at,
      async handler({params, fields}) {
        const id = params["id"]!;
        const {data, metadata} = await fields();
        if (typeof data !== "object" || data === null) throw new HttpFault(400, "data must be an object");
        if ((metadata as Fields | undefined)?.["id"] !== id) throw new HttpFault(400, "metadata.id must be the workspace's own");
        await kept.write(fileOf(id), JSON.stringify({data, metadata: {id}}));
        return nothing();
      }
    },
    {
      method: "DELETE", pattern: at,
      async handler({params}) {
        if (!(await kept.remove(fileOf(params["id"]!)))) throw new HttpFault(404, "no such workspace");
        return nothing();
      }
    }
  ];
}

/** An identifier may hold anything; a file's name may not. */
const fileOf = (id: string): string => `${createHash("sha256").update(id).digest("hex").slice(0, 32)}.json`;
