import { createHmac } from "node:crypto";

/**
 * What `X-Greffier-Signature` says: `sha256=` and the HMAC-SHA256 (RFC 2104) of `<timestamp>.<body>` in hexadecimal. The
 * time is within, so that whoever listens cannot send an old call again.
 *
 * @param timestamp Seconds since the epoch, as `X-Greffier-Timestamp` has them.
 * @param body The bytes of the body, as they are sent.
 */
export function signatureOf(secret: string, timestamp: number, body: Uint8Array): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex")}`;
}
