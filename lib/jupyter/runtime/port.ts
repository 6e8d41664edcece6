/** @file Between the runtime's child process and display: what display may ask for, and what it gives back. */
import type {CommMessage, Metadata, MimeBundle, Origin, Output} from "../engine.ts";

/** What display may ask of the runtime; every call is synchronous unless it says otherwise. */
export interface Port {
  /** Sends an output, in order with all that was written before, for the cell that runs here (or for `origin`). */
  send(output: Output, origin?: Origin): void;
  /** The cell for which the code that calls runs: also in its timers and after its awaits. */
  origin(): Origin;
  /** Runs a callback as part of the cell `origin` (a comm's listener, say). */
  within<T>(origin: Origin, run: () => T): T;
  /** Asks the person at the front end; rejects where no one can be asked, and when the cell is interrupted. */
  input(request: {readonly prompt: string; readonly password: boolean}): Promise<string>;
}

/** A value as Jupyter shows it. */
export interface Bundle {
  readonly data: MimeBundle;
  readonly metadata: Metadata;
}

/** What display gives to the runtime. */
export interface Display {
  /** Names that every cell sees without an import; a cell may declare its own over them. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** The bundle of a cell's last value or of a user expression; may throw what the value's own code throws. */
  format(value: unknown): Bundle | Promise<Bundle>;
  /** Resolves when all that the running cell has displayed is sent, also what is still being made. */
  settled(): Promise<void>;
  /** A comm message from the front end; called within the origin of the request that brought it. */
  comm(message: CommMessage): void | Promise<void>;
  /** Open comms: id to target name. */
  comms(): Readonly<Record<string, string>>;
}

/** `lib/jupyter/display/install.ts` exports one of these as `installDisplay`; the child calls it once, before the first cell. */
export type InstallDisplay = (port: Port) => Display;

// A notebook's folder may hold its own copy of spikebook, so the port is found by a symbol that all copies share.
const key: unique symbol = Symbol.for("spikebook.port") as never;

/** Makes `port` the one that display code in this process finds. */
export function publishPort(port: Port): void {
  Object.defineProperty(globalThis, key, {value: port, configurable: true});
}

/** The port of this process, or nothing outside a notebook's child process. */
export function currentPort(): Port | undefined {
  return (globalThis as {readonly [key]?: Port})[key];
}
