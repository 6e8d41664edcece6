/** @file Binds a server: at the port that is wanted, or the next free one. */
import type {Server} from "node:http";

/** How many ports after a taken one are tried. */
const tries = 50;

/** Resolves to the port that was had; 0 takes any. @throws Error if none is free. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let i = 0; ; i++) {
    try {
      return await attempt(server, host, port === 0 ? 0 : port + i);
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || i === tries || port + i >= 65_535) throw new Error(`lab: no free port from ${port} on (${code ?? String(error)}); choose another with --port`);
    }
  }
}

function attempt(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({host, port, exclusive: true}, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
