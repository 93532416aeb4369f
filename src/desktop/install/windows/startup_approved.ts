import { wideString } from "../../../windows/mod.ts";

/** HKEY_CURRENT_USER of winreg.h, as 64 bits hold it, and the kind of value that is asked for. */
const HKEY_CURRENT_USER = 0xffffffff80000001n;
const RRF_RT_REG_BINARY = 8;

const KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\StartupFolder";

/**
 * Whether the person switched off a shortcut of the Startup folder in the Task Manager, by its file name. The first byte
 * is odd then; no value: nobody ever touched it.
 */
export function isSwitchedOff(name: string): boolean {
  const advapi = Deno.dlopen("advapi32.dll", {
    RegGetValueW: {
      parameters: ["u64", "buffer", "buffer", "u32", "pointer", "buffer", "buffer"],
      result: "i32",
    },
  });
  try {
    const data = new Uint8Array(64);
    const size = Uint32Array.of(data.length);
    const result = advapi.symbols.RegGetValueW(
      HKEY_CURRENT_USER,
      wideString(KEY),
      wideString(name),
      RRF_RT_REG_BINARY,
      null,
      data,
      size,
    );
    return result === 0 && (data[0]! & 1) === 1;
  } finally {
    advapi.close();
  }
}
