import {expect, it} from "vitest";
import {outbox} from "../../../lib/jupyter/protocol/outbox.ts";

it("sends all that is posted, in order, and nothing more once it has ended", async () => {
  const went: string[] = [];
  const logged: string[] = [];
  const {post, sent, end} = outbox({send: async ([frame]) => void went.push(String(frame))}, (line) => logged.push(line));
  post([Buffer.from("first")]);
  post([Buffer.from("second")]);
  await sent();
  end();
  post([Buffer.from("too late")]);
  await sent();
  expect(went).toEqual(["first", "second"]);
  expect(logged).toEqual([]);
});
it("tells of a message that does not go, and sends the next", async () => {
  const logged: string[] = [];
  const went: string[] = [];
  const {post, sent} = outbox({send: async ([frame]) => {
    if (String(frame) === "bad") throw new Error("no route");
    went.push(String(frame));
  }}, (line) => logged.push(line));
  for (const text of ["bad", "good"]) post([Buffer.from(text)]);
  await sent();
  expect(logged).toEqual(["a message was not sent: no route"]);
  expect(went).toEqual(["good"]);
});
