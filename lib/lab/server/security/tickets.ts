/** @file Tickets: what a browser is started with instead of the token, since every user of the machine sees a command line. */
import {freshToken} from "./secret.ts";

export interface Tickets {
  issue(): string;
  /** Whether the ticket is good; it is good once. */
  take(ticket: string | null): boolean;
}

/** Good for `lifetime` ms. */
export function tickets(lifetime = 60_000, now: () => number = () => performance.now()): Tickets {
  const open = new Map<string, number>();
  return {
    issue() {
      const ticket = freshToken();
      open.set(ticket, now() + lifetime);
      return ticket;
    },
    take(ticket) {
      const until = ticket === null ? undefined : open.get(ticket);
      if (ticket !== null) open.delete(ticket);
      return until !== undefined && now() <= until;
    }
  };
}
