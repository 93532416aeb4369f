/**
 * Serves as the speech engine of a parent process: the hidden command `__engine` calls it. The engine is loaded only
 * here, so that no other command pays for it. Resolves when standard input closes.
 */
export async function runEngineChild(): Promise<void> {
  const engine = await import("./engine_child.ts");
  await engine.runEngineChild();
}
