/** @file Secrets: made, signed with, and compared in a time that tells nothing. */
import {createHash, createHmac, randomBytes, timingSafeEqual} from "node:crypto";

export const freshToken = (): string => randomBytes(24).toString("hex");

/** Whether the texts are equal; how long it takes depends on neither where they differ nor how long they are. */
export function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

export const sign = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");
