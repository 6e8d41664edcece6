/** @file The sections of configuration that front ends keep with the server. */
import type {Ask, Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import {store} from "./store.ts";

export function configRoutes(folder: string): readonly Route[] {
  const kept = store(folder);
  const read = async (file: string): Promise<Fields> => JSON.parse((await kept.read(file))?.text ?? "{}") as Fields;
  const write = (file: string, value: Fields): Promise<void> => kept.write(file, JSON.stringify(value, undefined, 2) + "\n");
  const at = "/api/config/:section";
  return [
    {method: "GET", pattern: at, handler: async (ask) => json(await read(fileOf(ask)))},
    {method: "PUT", pattern: at, handler: async (ask) => (await write(fileOf(ask), await ask.fields()), nothing())},
    {
      method: "PATCH", pattern: at,
      async handler(ask) {
        const merged = merge(await read(fileOf(ask)), await ask.fields());
        await write(fileOf(ask), merged);
        return json(merged);
      }
    }
  ];
}

function fileOf({params}: Ask): string {
  const section = params["section"]!;
  if (!/^[\w-]+$/.test(section)) throw new HttpFault(400, "a section's name is of letters, digits, _ and -");
  return `${section}.json`;
}

/** Objects are merged, `null` takes away, all else is set. */
export function merge(base: Fields, change: Fields): Fields {
  const object = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) entries.delete(name);
    else entries.set(name, object(value) ? merge(object(entries.get(name)) ? (entries.get(name) as Fields) : {}, value) : value);
  }
  return Object.fromEntries(entries);
}
