/** @file Reads the kernel's commands from fd 4 and carries them out. */
import {Socket} from "node:net";
import type {CommMessage} from "../../engine.ts";
import {decodeBody, frameReader} from "../frame.ts";
import type {Command} from "../messages.ts";
import type {Display} from "../port.ts";
import {barrier, report} from "./channel.ts";
import {interrupt} from "./interruption.ts";
import {within} from "./origin.ts";
import {answer} from "./questions.ts";
import {evaluateAll, runCell, stopRunning} from "./run.ts";
import {takeCurrent} from "./timers.ts";

async function receive(comm: CommMessage, display: Display): Promise<null> {
  await display.comm(comm);
  return null;
}

/** A reply that is sent whatever happens; what goes wrong in a listener is the listener's cell's affair. */
function reply(id: number, value: Promise<unknown>): void {
  value.then(
    (result) => report({is: "reply", id, value: result}),
    (error: unknown) => {
      report({is: "reply", id, value: null});
      throw error;
    }
  );
}

function stopAll(id: number): void {
  const timer = takeCurrent();
  if (timer !== undefined) interrupt(timer);
  stopRunning();
  report({is: "reply", id, value: null});
}

async function runAndTell(command: Command & {do: "run"}, display: Display): Promise<void> {
  const outcome = await runCell(command.script, command.origin, display);
  barrier();
  report({is: "ran", id: command.id, outcome}, [], command.origin);
}

function carryOut(command: Command, parts: readonly Buffer[], display: Display): void {
  switch (command.do) {
    case "run":
      return void runAndTell(command, display);
    case "expressions":
      return reply(command.id, evaluateAll(command.code, display));
    case "comm":
      return within(command.origin, () => reply(command.id, receive({...command.comm, ...(parts.length ? {buffers: parts} : {})}, display)));
    case "comms":
      return report({is: "reply", id: command.id, value: display.comms()});
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
  socket.on("data", read).on("end", end).on("error", end);
}
