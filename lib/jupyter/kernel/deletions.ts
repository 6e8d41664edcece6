/** @file Which cells a front end has deleted, by what it says with each cell that it runs. */
import type {Cell} from "../engine.ts";
import type {Content} from "../protocol/message.ts";
import {texts} from "./fields.ts";

/**
 * JupyterLab names deleted cells in `deletedCells` until a cell has run, also those that an undo has brought back. One
 * that runs although it is named is there again, and stays so until it is named anew, after a message without it.
 */
export function deletions(): (metadata: Content) => Pick<Cell, "deleted"> {
  const back = new Set<string>();
  return ({cellId, deletedCells}) => {
    if (!Array.isArray(deletedCells)) return {};
    const named = texts(deletedCells);
    for (const id of back) if (!named.includes(id)) back.delete(id);
    if (typeof cellId === "string" && named.includes(cellId)) back.add(cellId);
    const deleted = named.filter((id) => !back.has(id));
    return deleted.length > 0 ? {deleted} : {};
  };
}
