/** @file Sessions: which kernel belongs to which notebook. */
import {randomUUID} from "node:crypto";
import {textField, type Fields} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import type {KernelModel} from "./kernel.ts";
import type {Kernels} from "./kernels.ts";

export interface SessionModel {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly kernel: KernelModel;
  /** As older clients read it. */
  readonly notebook?: {readonly path: string; readonly name: string};
}

export interface Sessions {
  list(): readonly SessionModel[];
  get(id: string): SessionModel;
  /** A path that has a session already keeps it. */
  create(body: Fields): Promise<SessionModel>;
  change(id: string, body: Fields): Promise<SessionModel>;
  end(id: string): Promise<void>;
  /** The notebook to which a kernel belongs. */
  pathOf(kernel: string): string | undefined;
  moved(from: string, to: string): void;
}

interface Session {
  readonly id: string;
  path: string;
  name: string;
  type: string;
  kernel: string;
}

export function sessions(kernels: Kernels, folderFor: (path: string) => Promise<string>): Sessions {
  const all = new Map<string, Session>();
  const starting = new Map<string, Promise<SessionModel>>();

  /** A session whose kernel was ended goes with it. */
  const live = (): readonly Session[] => {
    const running = new Set(kernels.list().map(({id}) => id));
    for (const {id, kernel} of all.values()) if (!running.has(kernel)) all.delete(id);
    return [...all.values()];
  };
  const find = (id: string): Session => {
    const session = live().find((each) => each.id === id);
    if (!session) throw new HttpFault(404, `Session not found: ${id}`);
    return session;
  };
  const model = ({id, path, name, type, kernel}: Session): SessionModel =>
    ({id, path, name, type, kernel: kernels.get(kernel).model(), ...(type === "notebook" && {notebook: {path, name}})});

  /** The kernel that the body names, or a new one. */
  async function kernelFor(wanted: Fields, path: string): Promise<string> {
    const id = textField(wanted, "id");
    return id !== undefined ? kernels.get(id).id : (await kernels.start(textField(wanted, "name"), await folderFor(path))).id;
  }
  async function begin(path: string, body: Fields): Promise<SessionModel> {
    const session = {
      id: randomUUID(), path, name: textField(body, "name") ?? path.split("/").at(-1) ?? "",
      type: textField(body, "type") ?? "notebook", kernel: await kernelFor(record(body["kernel"]), path)
    };
    all.set(session.id, session);
    return model(session);
  }

  return {
    list: () => live().map(model),
    get: (id) => model(find(id)),
    async create(body) {
      const path = textField(body, "path") ?? textField(record(body["notebook"]), "path");
      if (path === undefined) throw new HttpFault(400, "path must be a string");
      const known = live().find((each) => each.path === path);
      if (known) return model(known);
      // Two pages that open one notebook at the same time get one kernel.
      const begun = starting.get(path) ?? begin(path, body).finally(() => starting.delete(path));
      starting.set(path, begun);
      return begun;
    },
    async change(id, body) {
      const session = find(id);
      session.path = textField(body, "path") ?? session.path;
      session.name = textField(body, "name") ?? session.name;
      session.type = textField(body, "type") ?? session.type;
      const wanted = record(body["kernel"]);
      if (wanted["id"] !== undefined && wanted["id"] !== null || wanted["name"] !== undefined && wanted["name"] !== null) {
        const before = session.kernel;
        session.kernel = await kernelFor(wanted, session.path);
        const shared = live().some((each) => each.kernel === before);
        if (before !== session.kernel && !shared) await kernels.end(before);
      }
      return model(session);
    },
    async end(id) {
      const {kernel} = find(id);
      all.delete(id);
      if (!live().some((each) => each.kernel === kernel)) await kernels.end(kernel);
    },
    pathOf: (kernel) => [...all.values()].find((each) => each.kernel === kernel)?.path,
    moved(from, to) {
      for (const session of all.values()) {
        if (session.path === from) Object.assign(session, {path: to, name: to.split("/").at(-1) ?? session.name});
        else if (session.path.startsWith(`${from}/`)) session.path = to + session.path.slice(from.length);
      }
    }
  };
}

const record = (value: unknown): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {});
