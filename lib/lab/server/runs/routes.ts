/** @file The addresses of runs: what a page that comes back asks for. Our own; Jupyter has none. */
import {textField} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {json} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Runs} from "./runs.ts";

export function runRoutes(runs: Runs): readonly Route[] {
  return [
    {method: "GET", pattern: "/api/spikebook/runs", handler: ({query}) => json(runs.list(query.get("path") ?? undefined))},
    {
      method: "PATCH", pattern: "/api/spikebook/runs/:id",
      async handler({params, fields}) {
        const session = textField(await fields(), "session");
        if (session === undefined) throw new HttpFault(400, "session must be a string");
        return json(runs.adopt(params["id"]!, session));
      }
    }
  ];
}
