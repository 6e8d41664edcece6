/** @file Reads the kernel's commands from fd 4 and carries them out. */
import {Socket} from "node:net";
import type {CommMessage, Origin, Outcome} from "../../engine.ts";
import {decodeBody, frameReader} from "../frame.ts";
import type {Command} from "../messages.ts";
import type {Display} from "../port.ts";
import {stopped, stoppedAll} from "../stopped.ts";
import {barrier, report} from "./channel.ts";
import {interrupt} from "./interruption.ts";
import {within} from "./origin.ts";
import {answer} from "./questions.ts";
import {evaluateAll, runCell} from "./run.ts";
import {takeCurrent} from "./timers.ts";
import {forget} from "./variables.ts";

async function receive(comm: CommMessage, display: Display): Promise<null> {
  await display.comm(comm);
  return null;
}

interface Open {
  /** The cell that runs under it. */
  readonly cell?: Origin;
  /** The turn in which it was asked to stop. */
  asked?: number;
  /** Answers in place of code that was stopped. */
  readonly end: () => void;
}

const open = new Map<number, Open>();

interface Task<T> {
  readonly cell?: Origin;
  /** The answer where the work was stopped, and cannot give one, or where it fails. */
  readonly stopped: T;
  say(value: T): void;
}

/** A command that is answered once whatever happens to its work; what goes wrong in a listener is the listener's cell's affair. */
function answering<T>(id: number, work: () => Promise<T>, {cell, stopped: fallback, say}: Task<T>): void {
  // A blow from outside may fall between the two: then it is said again, and heard once.
  const end = (value: T): void => {
    if (open.has(id)) say(value);
    open.delete(id);
  };
  open.set(id, {...(cell !== undefined && {cell}), end: () => end(fallback)});
  // Opened before the work starts: code that never yields runs right here.
  work().then(end, (error: unknown) => {
    end(fallback);
    throw error;
  });
}

const reply = <T>(id: number, work: () => Promise<T>, stopped: T): void => answering(id, work, {stopped, say: (value) => report({is: "reply", id, value})});

function runAndTell({id, script, origin}: Command & {do: "run"}, display: Display): void {
  const say = (outcome: Outcome): void => {
    barrier();
    report({is: "ran", id, outcome}, [], origin);
  };
  answering(id, () => runCell(script, origin, display), {cell: origin, stopped, say});
}

/** Counts the turns of the event loop that brought something to read. */
let turn = 0;
/** Turns that stopped code has for `finally` and `using`. */
const grace = 2;

/**
 * Interrupts what runs: what awaits in a cell throws and may clean up. What has outlived that is over at a later request, also where nothing
 * of it is left to say so. No timer of Node's waits for that: a blow from outside that fell into its lists would break them.
 */
function stopAll(id: number): void {
  const timer = takeCurrent();
  if (timer !== undefined) interrupt(timer);
  for (const task of [...open.values()]) {
    if (task.cell !== undefined && task.asked === undefined) interrupt(task.cell);
    task.asked ??= turn;
    if (turn - task.asked >= grace) task.end();
  }
  report({is: "reply", id, value: null});
}

function carryOut(command: Command, parts: readonly Buffer[], display: Display): void {
  switch (command.do) {
    case "run":
      return runAndTell(command, display);
    case "expressions":
      return reply(command.id, () => evaluateAll(command.code, display), stoppedAll(command.code));
    case "comm":
      return within(command.origin, () => reply(command.id, () => receive({...command.comm, ...(parts.length ? {buffers: parts} : {})}, display), null));
    case "comms":
      return report({is: "reply", id: command.id, value: display.comms()});
    case "forget":
      forget(command.names);
      return report({is: "reply", id: command.id, value: null});
    case "interrupt":
      return stopAll(command.id);
    case "answer":
      return answer(command.id, command.value, command.failure);
    default:
      command satisfies never;
  }
}

/** Serves until the kernel closes its end: then nobody listens, and the process ends with all it started. */
export function serve(display: Display): void {
  const read = frameReader(({body}) => {
    const {message, parts} = decodeBody(body);
    carryOut(message as Command, parts, display);
  });
  const socket = new Socket({fd: 4, readable: true, writable: false});
  const end = (): void => void process.kill(process.pid, "SIGKILL");
  socket.on("data", (chunk: Buffer) => {
    turn += 1;
    read(chunk);
  }).on("end", end).on("error", end);
}
