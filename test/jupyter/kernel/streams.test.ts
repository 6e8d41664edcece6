import {describe, expect, it} from "vitest";
import {fakeEngine} from "./fake-engine.ts";
import {session, typeOf, word} from "./session.ts";

const texts = (messages: readonly {readonly message: {readonly header: {readonly msg_type: string}; readonly content: Readonly<Record<string, unknown>>}}[]) =>
  messages.filter(({message}) => message.header.msg_type === "stream").map(({message}) => String(message.content["text"]));

describe("what a cell prints", () => {
  it("arrives complete and in few messages: 20,000 lines in fewer than 300", async () => {
    const lines = Array.from({length: 20_000}, (_, i) => `line ${i}\n`);
    const {run} = session({engine: fakeEngine({many: ({print}) => lines.forEach((line) => print(line))}).create});
    const messages = texts(await run("many"));
    expect(messages.join("")).toBe(lines.join(""));
    expect(messages.length).toBeLessThan(300);
  });
  it("arrives whole when it is one line of 10 MB", async () => {
    const line = "x".repeat(10_000_000);
    const {run} = session({engine: fakeEngine({long: ({print}) => print(line)}).create});
    expect(texts(await run("long")).join("").length).toBe(line.length);
  });
  it("keeps its order among stdout, stderr and displays", async () => {
    const {run} = session({engine: fakeEngine({
      mixed({print, send}) {
        print("a");
        print("b");
        print("c", "stderr");
        send({type: "display", data: {"text/plain": "d"}, metadata: {}});
        print("e");
      }
    }).create});
    const messages = await run("mixed");
    expect(messages.map(word)).toEqual(["busy", "execute_input", "stream", "stream", "display_data", "stream", "execute_reply", "idle"]);
    expect(texts(messages)).toEqual(["ab", "c", "e"]);
  });
  it("is shown while the cell still runs", async () => {
    const {send, until, published} = session({engine: fakeEngine({wait: async ({print, stopped}) => {
      print("now");
      await stopped;
    }}).create});
    send("execute_request", {code: "wait"});
    await until((each) => typeOf(each) === "stream");
    expect(published.map(word)).not.toContain("execute_reply");
    send("interrupt_request");
  });
});
