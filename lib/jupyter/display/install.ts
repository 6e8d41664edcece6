/** @file Display as the runtime's child process takes it up, before the first cell. */
import type {InstallDisplay} from "../runtime/port.ts";
import {openComms, receiveComm} from "./comms.ts";
import {settled} from "./emit.ts";
import {format} from "./format.ts";
import {globals} from "./globals.ts";
import {installTslabSink} from "../tslab/sink.ts";
import {installControlChannel} from "./widgets/control-channel.ts";

/** The globals of cells, and the ways in for values and comm messages; outputs leave by the port that is published. */
export const installDisplay: InstallDisplay = (port) => {
  installControlChannel();
  installTslabSink();
  return {globals, format, comm: receiveComm, comms: openComms, settled: () => settled(port.origin())};
};
