/** @file The cookie that stands for the token after it was shown once, and the one against forged requests. */
import {randomBytes} from "node:crypto";
import {same, sign} from "./secret.ts";

/** How long a browser is remembered, s. */
const lifetime = 30 * 24 * 3600;

export interface Cookies {
  /** The `set-cookie` headers for one who has shown the token. */
  give(): readonly string[];
  take(): readonly string[];
  /** The word's cookie anew: its name is Jupyter's, and another server on this machine may have written over it. */
  renew(session: string): string;
  /** The session that the request's cookies prove, if they do. */
  session(header: string | undefined): string | undefined;
  /** The word that a session's writes must carry: bound to the session, so that no other site can plant one. */
  word(session: string): string;
}

/** Cookies are told to every port of a host: the name holds ours. */
export function cookies(secret: string, port: number): Cookies {
  const name = `spikebook-${port}`;
  const word = (session: string): string => sign(secret, `xsrf ${session}`);
  const options = "Path=/; SameSite=Lax";
  const renew = (session: string): string => `_xsrf=${word(session)}; Max-Age=${lifetime}; ${options}`;
  return {
    give() {
      const until = Math.floor(Date.now() / 1000) + lifetime;
      const body = `${randomBytes(16).toString("hex")}.${until}`;
      const session = `${body}.${sign(secret, `session ${body}`)}`;
      return [`${name}=${session}; HttpOnly; Max-Age=${lifetime}; ${options}`, renew(session)];
    },
    renew,
    take: () => [`${name}=; HttpOnly; Max-Age=0; ${options}`, `_xsrf=; Max-Age=0; ${options}`],
    session(header) {
      return valuesOf(header, name).find((value) => {
        const at = value.lastIndexOf(".");
        const body = value.slice(0, Math.max(at, 0));
        return same(value.slice(at + 1), sign(secret, `session ${body}`)) && Number(body.split(".")[1]) > Date.now() / 1000;
      });
    },
    word
  };
}

/** A browser may send one name twice, from two paths. */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  return (header ?? "").split(";").map((each) => each.trim()).filter((each) => each.startsWith(`${name}=`)).map((each) => each.slice(name.length + 1));
}
