/** What a shortcut of Windows says, as [MS-SHLLINK] lays it out. */
export interface LinkFile {
  /** 7: minimised. */
  readonly show: number;
  readonly description?: string;
  readonly folder?: string;
  readonly args?: string;
  readonly icon?: string;
}

/** Bits of LinkFlags (2.1.1), in the order of the parts that they announce. */
const ID_LIST = 1, LINK_INFO = 2;
const STRINGS = [
  ["description", 4],
  ["relativePath", 8],
  ["folder", 16],
  ["args", 32],
  ["icon", 64],
] as const;

/** Reads a file `.lnk` by its bytes, without Windows. */
export async function readLinkFile(path: string): Promise<LinkFile> {
  const bytes = await Deno.readFile(path);
  const view = new DataView(bytes.buffer);
  if (view.getUint32(0, true) !== 76) throw new Error(`${path} is no shortcut`);
  const flags = view.getUint32(20, true);
  let at = 76;
  if (flags & ID_LIST) at += 2 + view.getUint16(at, true);
  if (flags & LINK_INFO) at += view.getUint32(at, true);
  const found: Record<string, string> = {};
  for (const [name, bit] of STRINGS) {
    if (!(flags & bit)) continue;
    const length = view.getUint16(at, true) * 2;
    // Wine counts the zero at the end of a text, Windows does not.
    found[name] = new TextDecoder("utf-16le").decode(bytes.subarray(at + 2, at + 2 + length)).replace(
      /\0$/,
      "",
    );
    at += 2 + length;
  }
  const said = Object.entries(found).filter(([, text]) => text !== "");
  return { ...Object.fromEntries(said), show: view.getUint32(60, true) };
}
