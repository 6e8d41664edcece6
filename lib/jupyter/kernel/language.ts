/** @file Completion, inspection and completeness, with cursors counted as Jupyter counts them. */
import type {CompletionItem, Engine} from "../engine.ts";
import type {Content} from "../protocol/message.ts";
import {toPoints, toUnits} from "./code-points.ts";
import {count, text} from "./fields.ts";

export async function complete(content: Content, engine: Engine): Promise<Content> {
  const {code, cursor} = position("complete_request", content);
  const {items, start, end} = await engine.complete(code, cursor);
  const range = {start: toPoints(code, start), end: toPoints(code, end)};
  return {
    status: "ok",
    matches: items.map(({text}) => text),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {_jupyter_types_experimental: items.map((item) => typed(item, range))}
  };
}

function typed({text, kind, signature}: CompletionItem, range: {readonly start: number; readonly end: number}): Content {
  return {...range, text, type: kind, signature: signature ?? ""};
}

export async function inspect(content: Content, engine: Engine): Promise<Content> {
  const {code, cursor} = position("inspect_request", content);
  const data = await engine.inspect(code, cursor, content["detail_level"] === 1 ? 1 : 0);
  return {status: "ok", found: data !== undefined, data: data ?? {}, metadata: {}};
}

export async function isComplete(content: Content, engine: Engine): Promise<Content> {
  return {...(await engine.isComplete(text("is_complete_request", content, "code")))};
}

function position(type: string, content: Content): {code: string; cursor: number} {
  const code = text(type, content, "code");
  return {code, cursor: toUnits(code, count(type, content, "cursor_pos", code.length))};
}
