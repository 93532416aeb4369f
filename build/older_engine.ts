import { join } from "node:path";

const FOLDER = join(import.meta.dirname!, "older_engine");

/**
 * The last onnxruntime-node with files for Macs with an Intel processor, 1.23.2, its version and those of what it
 * imports pinned in older_engine/. It is 250 MB unpacked and for one platform, so it is installed by the first build
 * for that platform, which needs the Internet once.
 *
 * @returns Its folder.
 */
export async function olderEngine(): Promise<string> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--config", join(FOLDER, "engine.json")],
    cwd: FOLDER,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    const said = new TextDecoder().decode(stderr);
    throw new Error(
      `onnxruntime-node 1.23.2, which Macs with an Intel processor need, is not there:\n${said}`,
    );
  }
  return await Deno.realPath(join(FOLDER, "node_modules", "onnxruntime-node"));
}
