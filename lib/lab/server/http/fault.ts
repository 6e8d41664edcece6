/** @file A refusal with its HTTP status: thrown wherever a request cannot be served, told to the client as Jupyter does. */
import {STATUS_CODES} from "node:http";

export class HttpFault extends Error {
  override readonly name = "HttpFault";
  readonly status: number;
  constructor(status: number, message: string = STATUS_CODES[status] ?? "refused") {
    super(message);
    this.status = status;
  }
}

/** What the disk says of a file, as a status: only what a client can understand and mend. */
export function faultOf(error: unknown): HttpFault {
  if (error instanceof HttpFault) return error;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case "ENOENT": case "ENOTDIR": return new HttpFault(404, "no such file or folder");
    case "EACCES": case "EPERM": case "EROFS": return new HttpFault(403, "the file system does not permit it");
    case "EEXIST": return new HttpFault(409, "there is something of that name already");
    case "ENAMETOOLONG": return new HttpFault(400, "the name is too long");
    case "ENOSPC": return new HttpFault(507, "the disk is full");
    default: return new HttpFault(500, "an error in the server itself; its log says more");
  }
}
