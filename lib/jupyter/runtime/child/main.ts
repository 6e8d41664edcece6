/** @file The child process in which cells run: sets the scene, then serves the kernel. */
import {installDisplay} from "../../display/install.ts";
import type {Port} from "../port.ts";
import {publishPort} from "../port.ts";
import {announce, report, sendOutput} from "./channel.ts";
import {defineGlobals} from "./cell-globals.ts";
import {serve} from "./commands.ts";
import {overrideStacks} from "./errors/stack.ts";
import {surviveErrors} from "./late-errors.ts";
import {installHooks} from "./modules/hooks.ts";
import {currentOrigin, within} from "./origin.ts";
import {overrideProcesses} from "./processes.ts";
import {ask} from "./questions.ts";
import {overrideStreams} from "./streams.ts";
import {overrideTimers} from "./timers.ts";
import {overrideWorkers} from "./workers.ts";

const port: Port = {send: sendOutput, origin: currentOrigin, within, input: ask};

// What is ours to know: a cell that forks must not pass it on.
process.execArgv.length = 0;
delete process.env["NODE_COMPILE_CACHE"];
process.argv.length = 1;

surviveErrors();
overrideStreams();
overrideProcesses();
overrideTimers();
overrideWorkers();
overrideStacks();
installHooks();
publishPort(port);
const display = installDisplay(port);
defineGlobals(process.cwd(), display.globals);
process.on("exit", (code) => report({is: "exiting", code}));
serve(display);
announce();
