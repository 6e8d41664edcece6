/** @file What the server and the process of one of our kernels say to each other. */
import type {Channel, Message} from "../../../jupyter/protocol/message.ts";

export interface Spoken {
  readonly kind: "message";
  readonly channel: Channel;
  readonly message: Message;
}

export type ToKernel = Spoken | {readonly kind: "interrupt"} | {readonly kind: "close"};
export type FromKernel = Spoken | {readonly kind: "interrupted"} | {readonly kind: "log"; readonly line: string};
