import { wideString } from "./wide.ts";

/** What GetDriveTypeW says of a drive (winbase.h). */
const DRIVES = ["unknown", "none", "removable", "fixed", "network", "cd", "memory"] as const;
export type DriveKind = typeof DRIVES[number];

/**
 * Attributes of a file whose bytes are elsewhere (winnt.h): OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS. Reading it
 * has Windows fetch them first.
 */
const ELSEWHERE = 0x1000 | 0x4_0000 | 0x40_0000;

const INVALID_FILE_ATTRIBUTES = 0xffff_ffff;

/** IMAGE_FILE_MACHINE_ARM64 (winnt.h). */
const ARM64 = 0xaa64;

function open() {
  return Deno.dlopen("kernel32.dll", {
    GetDriveTypeW: { parameters: ["buffer"], result: "u32" },
    GetFileAttributesW: { parameters: ["buffer"], result: "u32" },
    GetCurrentProcess: { parameters: [], result: "pointer" },
    IsWow64Process2: { parameters: ["pointer", "buffer", "buffer"], result: "i32", optional: true },
  });
}

/** Asked for seldom, and so opened for each question. */
function ask<T>(question: (kernel: ReturnType<typeof open>["symbols"]) => T): T {
  const kernel = open();
  try {
    return question(kernel.symbols);
  } finally {
    kernel.close();
  }
}

/** What kind of drive a root is: `D:\`, or `\\server\share\`. */
export function driveKind(root: string): DriveKind {
  const path = wideString(root.endsWith("\\") ? root : `${root}\\`);
  return DRIVES[ask(({ GetDriveTypeW }) => GetDriveTypeW(path))] ?? "unknown";
}

/** Whether the bytes of a file lie elsewhere, in a cloud: its name and size alone are on this disk. */
export function isElsewhere(path: string): boolean {
  // Paths longer than 260 characters are understood by this form alone.
  const whole = wideString(path.startsWith("\\\\") ? path : `\\\\?\\${path}`);
  const attributes = ask(({ GetFileAttributesW }) => GetFileAttributesW(whole));
  return attributes !== INVALID_FILE_ATTRIBUTES && (attributes & ELSEWHERE) !== 0;
}

/** Whether the processor is an ARM one, for which Windows translates this program as it runs. Windows 10 and later tell. */
export function isTranslated(): boolean {
  const process = new Uint16Array(1), machine = new Uint16Array(1);
  const told = ask(({ GetCurrentProcess, IsWow64Process2 }) =>
    IsWow64Process2?.(GetCurrentProcess(), process, machine) ?? 0
  );
  return told !== 0 && machine[0] === ARM64 && Deno.build.arch !== "aarch64";
}
