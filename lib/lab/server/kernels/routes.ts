/** @file The addresses of kernels and kernelspecs. */
import {stat} from "node:fs/promises";
import {existsSync, readdirSync} from "node:fs";
import {basename, join} from "node:path";
import {contentType} from "../contents/mime.ts";
import {textField, type Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {dataPolicy, json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Kernels} from "./kernels.ts";
import type {Kernelspec} from "./specs.ts";

export interface KernelRoutesOptions {
  readonly kernels: Kernels;
  /** The folder in which a kernel of the file or folder at `path` works. */
  readonly folderFor: (path: string) => Promise<string>;
}

export function kernelRoutes({kernels, folderFor}: KernelRoutesOptions): readonly Route[] {
  const at = "/api/kernels/:id";
  const specNamed = (name: string): Kernelspec => {
    const found = kernels.specs().get(name);
    if (!found) throw new HttpFault(404, `Kernel spec ${name} not found`);
    return found;
  };
  return [
    {method: "GET", pattern: "/api/kernelspecs", handler: () => json({default: kernels.usual, kernelspecs: Object.fromEntries([...kernels.specs()].map(([name, each]) => [name, specModel(each)]))})},
    {method: "GET", pattern: "/api/kernelspecs/:name", handler: ({params}) => json(specModel(specNamed(params["name"]!)))},
    {
      method: "GET", pattern: "/kernelspecs/:name/:file",
      async handler({params}) {
        const {resources} = specNamed(params["name"]!);
        const file = join(resources, basename(params["file"]!));
        if (basename(file) !== params["file"] || !/\.(png|svg|jpg|gif|js|css)$/.test(file) || !(await stat(file).then((info) => info.isFile(), () => false))) throw new HttpFault(404, "no such file");
        return {status: 200, headers: {"content-type": contentType(file), "cache-control": "max-age=3600", "content-security-policy": dataPolicy}, body: {file}};
      }
    },
    {method: "GET", pattern: "/api/kernels", handler: () => json(kernels.list().map((kernel) => kernel.model()))},
    {
      method: "POST", pattern: "/api/kernels",
      async handler({fields}) {
        const body = await fields();
        const kernel = await kernels.start(textField(body, "name"), await folderFor(textField(body, "path") ?? ""));
        return json(kernel.model(), 201, {location: `/api/kernels/${kernel.id}`});
      }
    },
    {method: "GET", pattern: at, handler: ({params}) => json(kernels.get(params["id"]!).model())},
    {method: "DELETE", pattern: at, handler: async ({params}) => (await kernels.end(params["id"]!), nothing())},
    {method: "POST", pattern: `${at}/interrupt`, handler: async ({params}) => (await kernels.get(params["id"]!).interrupt(), nothing())},
    {
      method: "POST", pattern: `${at}/restart`,
      async handler({params}) {
        const kernel = kernels.get(params["id"]!);
        await kernel.restart();
        return json(kernel.model());
      }
    }
  ];
}

const logos: Readonly<Record<string, string>> = {"logo-32x32.png": "logo-32x32", "logo-64x64.png": "logo-64x64", "logo-svg.svg": "logo-svg", "kernel.js": "kernel.js", "kernel.css": "kernel.css"};

function specModel({name, spec, resources}: Kernelspec): Fields {
  const files = existsSync(resources) ? readdirSync(resources).filter((file) => Object.hasOwn(logos, file)) : [];
  return {name, spec, resources: Object.fromEntries(files.map((file) => [logos[file]!, `/kernelspecs/${encodeURIComponent(name)}/${file}`]))};
}
