/** @file Conformance over real sockets: outputs are lossless, in order, and each its own cell's. */
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {ofType, parentOf, printed, word, type Client} from "../client.ts";
import {startKernel, type KernelProcess} from "./process.ts";

let kernel: KernelProcess;
let client: Client;
beforeAll(async () => {
  kernel = await startKernel();
  client = kernel.client;
  await client.execute("0").both;
}, 120_000);
afterAll(() => kernel.end());

describe("outputs", () => {
  it("of 20,000 lines arrive complete in fewer than 300 messages", async () => {
    const outputs = await client.execute("for (let i = 0; i < 20000; i++) console.log('line ' + i)").done;
    expect(printed(outputs)).toBe(Array.from({length: 20_000}, (_, i) => `line ${i}\n`).join(""));
    expect(outputs.length).toBeLessThan(300);
  });
  it("of one line of 10 MB arrive whole, before idle", async () => {
    expect(printed(await client.execute("console.log('x'.repeat(10_000_000))").done).length).toBe(10_000_001);
  });
  it("keep their order among streams and displays", async () => {
    const outputs = await client.execute("console.log('a'); console.error('b'); display.html('<i>c</i>'); console.log('d')").done;
    expect(outputs.map(word).slice(2, -1)).toEqual(["stream", "stream", "display_data", "stream"]);
  });
  it("of a display have its id, and are updated by it", async () => {
    const [shown] = ofType(await client.execute("display.html('<b>1</b>', {id: 'here'})").done, "display_data");
    expect(shown).toMatchObject({data: {"text/html": "<b>1</b>"}, transient: {display_id: "here"}});
    const [updated] = ofType(await client.execute("display.update('here', 2)").done, "update_display_data");
    expect(updated).toMatchObject({data: {"text/plain": "2"}, transient: {display_id: "here"}});
  });
  it("are cleared on request", async () => {
    const outputs = await client.execute("clearOutput({wait: true}); clearOutput()").done;
    expect(ofType(outputs, "clear_output")).toEqual([{wait: true}, {wait: false}]);
  });
  it("of a result are rich where the value is", async () => {
    const code = "({[Symbol.for('Jupyter.display')]: () => ({'text/html': '<p>rich</p>', 'text/plain': 'rich'})})";
    expect(ofType(await client.execute(code).done, "execute_result")).toMatchObject([{data: {"text/html": "<p>rich</p>", "text/plain": "rich"}}]);
  });
  it("that come late name the cell that made them", async () => {
    const first = client.execute("let speak = () => {}; setTimeout(() => console.log('late one'), 300); 0");
    await first.done;
    await client.execute("1").done;
    const late = await client.until((each) => word(each) === "stream" && String(each.message.content["text"]).includes("late one"));
    expect(parentOf(late)).toBe(first.id);
  });
  it("show while the cell still runs", async () => {
    const cell = client.execute("console.log('first'); await new Promise(done => setTimeout(done, 500)); console.log('second')");
    const first = await client.until((each) => word(each) === "stream" && parentOf(each) === cell.id);
    expect(first.message.content["text"]).toBe("first\n");
    expect(client.received.some((each) => parentOf(each) === cell.id && word(each) === "idle")).toBe(false);
    await cell.done;
  });
  it("never follow idle", async () => {
    const cells = Array.from({length: 60}, (_, i) => client.execute(`console.log('p' + ${i}); ${i}`));
    await Promise.all(cells.map(({both}) => both));
    await client.execute("await new Promise(done => setTimeout(done, 200))").done;
    for (const {id} of cells) {
      const mine = client.received.filter((each) => each.channel === "iopub" && parentOf(each) === id).map(word);
      expect(mine).toEqual(["busy", "execute_input", "stream", "execute_result", "idle"]);
    }
  });
});
