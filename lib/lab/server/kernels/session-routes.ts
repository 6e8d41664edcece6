/** @file The addresses of sessions. */
import {json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Sessions} from "./sessions.ts";

export function sessionRoutes(sessions: Sessions): readonly Route[] {
  const at = "/api/sessions/:id";
  return [
    {method: "GET", pattern: "/api/sessions", handler: () => json(sessions.list())},
    {
      method: "POST", pattern: "/api/sessions",
      async handler({fields}) {
        const model = await sessions.create(await fields());
        return json(model, 201, {location: `/api/sessions/${model.id}`});
      }
    },
    {method: "GET", pattern: at, handler: ({params}) => json(sessions.get(params["id"]!))},
    {method: "PATCH", pattern: at, handler: async ({params, fields}) => json(await sessions.change(params["id"]!, await fields()))},
    {method: "DELETE", pattern: at, handler: async ({params}) => (await sessions.end(params["id"]!), nothing())}
  ];
}
