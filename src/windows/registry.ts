import { wideString } from "./wide.ts";

/** Where a key of the registry begins: settings of the user, or of the machine. */
export type RegistryRoot = "HKCU" | "HKLM";

/** Predefined handles (winreg.h), sign-extended as the headers do. */
const ROOTS: Readonly<Record<RegistryRoot, bigint>> = {
  HKCU: 0xffff_ffff_8000_0001n,
  HKLM: 0xffff_ffff_8000_0002n,
};

const RRF_RT_REG_SZ = 0x2, RRF_RT_REG_DWORD = 0x10;
const REG_DWORD = 4;

/** The longest text that is read, in bytes: longer ones are of no use here. */
const MOST_BYTES = 4096;

function open() {
  return Deno.dlopen("advapi32.dll", {
    RegGetValueW: {
      parameters: ["usize", "buffer", "buffer", "u32", "buffer", "buffer", "buffer"],
      result: "i32",
    },
  });
}

/**
 * A text or a number of the registry; undefined when there is none that may be read.
 *
 * @param key Path below `root`, with backslashes.
 */
export function readRegistry(root: RegistryRoot, key: string, name: string): string | number | undefined {
  const type = new Uint32Array(1);
  const bytes = new Uint8Array(MOST_BYTES);
  const length = new Uint32Array([MOST_BYTES]);
  const flags = RRF_RT_REG_SZ | RRF_RT_REG_DWORD;
  const path = wideString(key), value = wideString(name);
  const advapi = open();
  try {
    const result = advapi.symbols.RegGetValueW(ROOTS[root], path, value, flags, type, bytes, length);
    if (result !== 0) return undefined;
  } finally {
    advapi.close();
  }
  const view = new DataView(bytes.buffer);
  if (type[0] === REG_DWORD) return view.getUint32(0, true);
  const text = new TextDecoder("utf-16le").decode(bytes.subarray(0, Math.min(length[0]!, MOST_BYTES)));
  return text.replace(/\0.*$/s, "");
}
