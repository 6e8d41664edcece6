/** @file Answers a `history_request`. */
import type {Entry, History, Query} from "../history/history.ts";
import type {Content} from "../protocol/message.ts";
import {count, flag, text} from "./fields.ts";

const type = "history_request";

export function recall(content: Content, history: History): Content {
  const shown = flag(content, "output", false) ? withOutput : withoutOutput;
  return {status: "ok", history: history.find(query(content)).map(shown)};
}

function query(content: Content): Query {
  const kind = content["hist_access_type"] ?? "tail";
  switch (kind) {
    case "tail":
      return {kind: "tail", count: count(type, content, "n", 10)};
    case "range": {
      const session = content["session"] ?? 0;
      if (!Number.isInteger(session)) throw new TypeError(`${type}: session must be a whole number, got ${JSON.stringify(session)}`);
      return {kind: "range", session: session as number, start: count(type, content, "start", 0), stop: limit(content, "stop")};
    }
    case "search":
      return {kind: "search", pattern: text(type, {pattern: "*", ...content}, "pattern"), count: limit(content, "n"), unique: flag(content, "unique", false)};
    default:
      throw new RangeError(`${type}: hist_access_type must be tail, range or search, got ${JSON.stringify(kind)}`);
  }
}

function limit(content: Content, name: string): number {
  return content[name] === undefined || content[name] === null ? Infinity : count(type, content, name, 0);
}

const withoutOutput = ({session, line, input}: Entry): unknown => [session, line, input];
const withOutput = ({session, line, input, output}: Entry): unknown => [session, line, [input, output ?? null]];
