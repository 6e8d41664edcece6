import {describe, expect, it} from "vitest";
import {author} from "../../../../lib/jupyter/protocol/message.ts";
import {nudge} from "../../../../lib/lab/server/kernels/nudge.ts";
import {replay} from "../../../../lib/lab/server/kernels/replay.ts";
import {restarts} from "../../../../lib/lab/server/kernels/restarts.ts";

const write = author("kernel");
const say = (text: string): ReturnType<typeof write> => write({type: "stream", content: {text}});
const texts = (kept: readonly (readonly [string, {readonly content: Readonly<Record<string, unknown>>}])[]): unknown[] => kept.map(([, {content}]) => content["text"]);

describe("replay", () => {
  it("keeps for those who are away, in order, and once", () => {
    const missed = replay();
    missed.keep("iopub", say("before"));
    missed.begin("a");
    missed.keep("iopub", say("1"));
    missed.begin("b");
    missed.keep("iopub", say("2"));
    missed.keep("shell", say("answer to b"), "b");
    missed.keep("shell", say("answer to c"), "c");
    missed.begin("a");
    expect(texts(missed.end("a"))).toEqual(["1", "2"]);
    expect(texts(missed.end("b"))).toEqual(["2", "answer to b"]);
    expect([missed.end("a"), missed.end("c")]).toEqual([[], []]);
  });
  it("gives up a page that has missed too much, and the first of too many", () => {
    const missed = replay({limit: 100, pages: 2});
    missed.begin("a");
    missed.keep("iopub", say("x".repeat(60)));
    missed.keep("iopub", say("x".repeat(60)));
    expect(missed.end("a")).toEqual([]);
    for (const page of ["a", "b", "c"]) missed.begin(page);
    missed.keep("iopub", say("1"));
    expect(["a", "b", "c"].map((page) => missed.end(page).length)).toEqual([0, 1, 1]);
  });
});

describe("restarts", () => {
  it("end after too many in too short a time", () => {
    let now = 0;
    const {again} = restarts(2, 100, () => now);
    expect([again(), again(), again()]).toEqual([true, true, false]);
    now = 101;
    expect(again()).toBe(true);
  });
});

describe("nudge", () => {
  it("holds requests back until the kernel is heard on both sockets, and keeps its own questions to itself", () => {
    const [sent, received]: [string[], string[]] = [[], []];
    let question: ReturnType<typeof write> | undefined;
    const {send, receive, close} = nudge((_, message) => {
      question ??= message;
      sent.push(message.header.msg_type);
    }, (_, message) => void received.push(message.header.msg_type));
    send("shell", write({type: "execute_request"}));
    receive("shell", write({type: "kernel_info_reply", parent: question!.header}));
    expect(sent).toEqual(["kernel_info_request"]);
    receive("iopub", write({type: "status"}));
    expect(sent).toEqual(["kernel_info_request", "execute_request"]);
    send("shell", write({type: "complete_request"}));
    expect([sent.at(-1), received]).toEqual(["complete_request", ["status"]]);
    close();
  });
});
