/** @file The settings of the front end's plugins: the schemas come with it, what a person has changed is kept by us. */
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import JSON5 from "json5";
import {textField, type Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Ui} from "../ui.ts";
import {store} from "./store.ts";

interface Schema {
  readonly id: string;
  readonly schema: Fields;
}

export interface SettingsOptions {
  readonly folder: string;
  readonly ui?: Pick<Ui, "schemas" | "overrides"> | undefined;
  readonly version: string;
}

export function settingsRoutes({folder, ui, version}: SettingsOptions): readonly Route[] {
  const kept = store(folder);
  let schemas: Promise<ReadonlyMap<string, Schema>> | undefined;
  const all = (): Promise<ReadonlyMap<string, Schema>> => (schemas ??= ui ? readSchemas(ui) : Promise.resolve(new Map()));
  async function known(id: string): Promise<Schema> {
    const schema = (await all()).get(id);
    if (!schema) throw new HttpFault(404, `no settings ${id}`);
    return schema;
  }
  async function model({id, schema}: Schema): Promise<Fields> {
    const stored = await kept.read(fileOf(id));
    const raw = stored?.text ?? "{}";
    return {id, schema, version, raw, settings: parsed(raw) ?? {}, ...(stored && {created: stored.created, last_modified: stored.last_modified})};
  }
  return [
    {
      method: "GET", pattern: "/lab/api/settings",
      async handler({query}) {
        const found = [...(await all()).values()];
        const brief = /^(1|true)$/.test(query.get("ids_only") ?? "");
        return json({settings: brief ? found.map(({id}) => ({id})) : await Promise.all(found.map(model)), warnings: []});
      }
    },
    {method: "GET", pattern: "/lab/api/settings/*id", handler: async ({params}) => json(await model(await known(params["id"]!)))},
    {
      method: "PUT", pattern: "/lab/api/settings/*id",
      async handler({params, fields}) {
        const {id} = await known(params["id"]!);
        const raw = textField(await fields(), "raw");
        if (raw === undefined || parsed(raw) === undefined) throw new HttpFault(400, "raw must be the text of a JSON5 object");
        await kept.write(fileOf(id), raw);
        return nothing();
      }
    }
  ];
}

/** Only for identifiers of schemas that are there. */
const fileOf = (id: string): string => `${id.replace(":", "/")}.jupyterlab-settings`;

/** The object that the text writes, or nothing if it writes none. */
function parsed(raw: string): Fields | undefined {
  try {
    const value = JSON5.parse<unknown>(raw);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

async function readSchemas({schemas: folder, overrides = {}}: Pick<Ui, "schemas" | "overrides">): Promise<ReadonlyMap<string, Schema>> {
  const files = (await readdir(folder, {recursive: true})).map((file) => file.replaceAll("\\", "/")).filter((file) => /^(@[^/]+\/)?[^/]+\/[^/]+\.json$/.test(file) && !file.endsWith("package.json")).sort();
  const found = await Promise.all(files.map(async (file): Promise<Schema> => {
    const id = file.replace(/\/([^/]+)\.json$/, ":$1");
    const schema = JSON.parse(await readFile(join(folder, file), "utf8")) as Fields;
    return {id, schema: overridden(schema, overrides[id] ?? {})};
  }));
  return new Map(found.map((each) => [each.id, each]));
}

/** The schema with other defaults. */
function overridden(schema: Fields, values: Fields): Fields {
  const properties = {...(schema["properties"] as Readonly<Record<string, Fields>> | undefined)};
  for (const [name, value] of Object.entries(values)) properties[name] = {...properties[name], default: value};
  return Object.keys(values).length > 0 ? {...schema, properties} : schema;
}
