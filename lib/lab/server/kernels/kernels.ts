/** @file All kernels of the server. */
import {randomUUID} from "node:crypto";
import {HttpFault} from "../http/fault.ts";
import {startManaged, type ManagedKernel, type Watcher} from "./kernel.ts";
import {kernelspecs, ownName, type Kernelspec} from "./specs.ts";

export interface KernelsOptions {
  /** Folders of Jupyter's data in which kernelspecs are looked up; by default Jupyter's own. */
  readonly specFolders?: readonly string[];
  readonly watcher: Watcher;
  readonly log: (line: string) => void;
  /** A kernel that does nothing, with no page listening, is ended after so long, s; by default it is kept. */
  readonly cullAfter?: number;
}

export interface Kernels {
  readonly specs: () => ReadonlyMap<string, Kernelspec>;
  readonly usual: string;
  start(name: string | undefined, cwd: string): Promise<ManagedKernel>;
  list(): readonly ManagedKernel[];
  /** @throws HttpFault 404 if there is none. */
  get(id: string): ManagedKernel;
  end(id: string): Promise<void>;
  closeAll(): Promise<void>;
}

export function kernels({specFolders, watcher, log, cullAfter}: KernelsOptions): Kernels {
  const running = new Map<string, ManagedKernel>();
  const specs = (): ReadonlyMap<string, Kernelspec> => kernelspecs(specFolders);
  let closed = false;

  async function end(id: string): Promise<void> {
    const kernel = get(id);
    await kernel.close();
    running.delete(id);
  }
  function get(id: string): ManagedKernel {
    const kernel = running.get(id);
    if (!kernel) throw new HttpFault(404, `Kernel does not exist: ${id}`);
    return kernel;
  }
  const cull = (): void => {
    for (const kernel of running.values()) {
      const {connections, execution_state: state, last_activity: last} = kernel.model();
      if (connections > 0 || state === "busy" || Date.now() - Date.parse(last) < cullAfter! * 1000) continue;
      log(`kernel ${kernel.id}: ended, for it has been idle`);
      void end(kernel.id);
    }
  };
  const culling = cullAfter === undefined ? undefined : setInterval(cull, Math.min(cullAfter * 500, 300_000)).unref();

  return {
    specs, usual: ownName, get, end,
    async start(name = ownName, cwd) {
      if (closed) throw new HttpFault(503, "the server is ending");
      const spec = specs().get(name);
      if (!spec) throw new HttpFault(404, `No such kernel named ${name}`);
      const id = randomUUID();
      const kernel = await startManaged({id, spec, cwd, watcher, log}).catch((error: Error) => {
        throw new HttpFault(500, `the kernel ${name} did not start: ${error.message}`);
      });
      running.set(id, kernel);
      return kernel;
    },
    list: () => [...running.values()],
    async closeAll() {
      closed = true;
      clearInterval(culling);
      await Promise.all([...running.keys()].map(end));
    }
  };
}
