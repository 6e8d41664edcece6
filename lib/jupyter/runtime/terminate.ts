/** @file Stops JavaScript that will not yield, from outside, through the child's inspector. */
import {randomBytes} from "node:crypto";
import {connect} from "node:net";

const message = Buffer.from('{"id":1,"method":"Runtime.terminateExecution"}');

// One message each way: a WebSocket library would cost 50 ms and several MB at the first interrupt.
function handshake({host, pathname}: URL): string {
  const key = randomBytes(16).toString("base64");
  const lines = [`GET ${pathname} HTTP/1.1`, `Host: ${host}`, "Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Key: ${key}`, "Sec-WebSocket-Version: 13"];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** One masked text frame (RFC 6455, section 5.2); the payload is shorter than 126 bytes. */
function textFrame(payload: Buffer): Buffer {
  const mask = randomBytes(4);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, payload.map((byte, i) => byte ^ mask[i % 4]!)]);
}

/**
 * Asks the inspector at `address` to end what runs now, or what runs next where nothing does. Resolves when that is done
 * (native code that blocks puts it off), or there is no inspector to do it.
 */
export function terminateExecution(address: string): Promise<void> {
  const url = new URL(address);
  return new Promise((resolve) => {
    const socket = connect({host: url.hostname, port: Number(url.port)});
    let upgraded = false;
    socket.on("connect", () => socket.write(handshake(url)));
    socket.on("data", () => {
      if (upgraded) return void socket.destroy();
      upgraded = true;
      socket.write(textFrame(message));
    });
    socket.on("error", () => {}); // The child has gone; `close` follows.
    socket.on("close", () => resolve());
  });
}
