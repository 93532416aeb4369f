/**
 * Serves as the process that decodes: the hidden command `__decode` calls it. The decoders are loaded only here, so that no
 * other command pays for them. Resolves when the file is decoded.
 */
export async function runDecodeChild(): Promise<void> {
  const child = await import("./decode_child.ts");
  await child.runDecodeChild();
}
