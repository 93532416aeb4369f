import { commandLine } from "./command_line.ts";
import { HResultError } from "./hresult.ts";
import { wideString } from "./wide.ts";

/** A process that was started, by its handle: no other gets its number while it is held. Disposing lets it go. */
export interface WindowsProcess extends Disposable {
  readonly id: number;
  /** What it ended with; undefined while it runs. */
  exitCode(): number | undefined;
  /** Ends it at once, as if it had died. Nothing happens when it has ended. */
  end(): void;
}

/** Of winbase.h. */
const CREATE_NEW_PROCESS_GROUP = 0x00000200;
const EXTENDED_STARTUPINFO_PRESENT = 0x00080000;
const CREATE_BREAKAWAY_FROM_JOB = 0x01000000;
const CREATE_NO_WINDOW = 0x08000000;
const APART = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP | EXTENDED_STARTUPINFO_PRESENT;

/**
 * Starts a program that has nothing to do with this process any more. It has a console that nobody sees, which its own
 * children share: none of them opens a window. It is in no job of this process, where the system allows that: a terminal
 * or the task scheduler that ends its job leaves it alone. Its standard streams lead nowhere, and it gets no other handle:
 * a script that reads what this process writes comes to the end of it. It works in the folder `cwd`.
 *
 * Throws a {@linkcode HResultError} when Windows refuses.
 *
 * @see https://learn.microsoft.com/windows/win32/procthread/process-creation-flags
 */
export function createProcess(
  program: string,
  args: readonly string[],
  { cwd }: { readonly cwd: string },
): WindowsProcess {
  const { symbols } = kernel();
  using nowhere = openNowhere();
  const startup = startupInfo(nowhere.handle);
  const made = new DataView(new ArrayBuffer(PROCESS_INFORMATION.size));
  // The call may change the line while it reads it: it is written anew for each.
  const create = (flags: number) =>
    symbols.CreateProcessW(
      wideString(program),
      wideString(commandLine(program, args)),
      null,
      null,
      1,
      flags,
      null,
      wideString(cwd),
      startup.info,
      made,
    ) !== 0;
  try {
    // A job that lets nobody go refuses to start anything that wants to.
    if (!create(APART | CREATE_BREAKAWAY_FROM_JOB) && !create(APART)) throw lastError("CreateProcessW");
  } finally {
    symbols.DeleteProcThreadAttributeList(startup.attributes);
  }
  symbols.CloseHandle(made.getBigUint64(PROCESS_INFORMATION.thread, true));
  return processOf(
    made.getBigUint64(PROCESS_INFORMATION.process, true),
    made.getUint32(PROCESS_INFORMATION.id, true),
  );
}

/** Layouts of 64-bit Windows (processthreadsapi.h, winbase.h, minwinbase.h): sizes and offsets in bytes. */
const PROCESS_INFORMATION = { process: 0, thread: 8, id: 16, size: 24 } as const;
const STARTUPINFOEXW = { flags: 60, streams: [80, 88, 96], attributes: 104, size: 112 } as const;
const SECURITY_ATTRIBUTES = { inherits: 16, size: 24 } as const;

const STARTF_USESTDHANDLES = 0x100;
const PROC_THREAD_ATTRIBUTE_HANDLE_LIST = 0x00020002n;

/** What {@linkcode createProcess} tells of how to start: that the only handle to pass on is `stream`, three times. */
function startupInfo(stream: bigint): {
  readonly info: DataView<ArrayBuffer>;
  readonly attributes: Uint8Array<ArrayBuffer>;
  /** Kept while the attributes point to it. */
  readonly handles: BigUint64Array<ArrayBuffer>;
} {
  const { symbols } = kernel();
  const size = new BigUint64Array(1);
  symbols.InitializeProcThreadAttributeList(null, 1, 0, size);
  // Windows keeps the addresses of both: an array made without a buffer may lie where the garbage collector moves it.
  const attributes = new Uint8Array(new ArrayBuffer(Number(size[0])));
  if (symbols.InitializeProcThreadAttributeList(attributes, 1, 0, size) === 0) {
    throw lastError("InitializeProcThreadAttributeList");
  }
  const handles = new BigUint64Array(new ArrayBuffer(8));
  handles[0] = stream;
  const listed = symbols.UpdateProcThreadAttribute(
    attributes,
    0,
    PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
    handles,
    BigInt(handles.byteLength),
    null,
    null,
  );
  if (listed === 0) throw lastError("UpdateProcThreadAttribute");
  const info = new DataView(new ArrayBuffer(STARTUPINFOEXW.size));
  info.setUint32(0, STARTUPINFOEXW.size, true);
  info.setUint32(STARTUPINFOEXW.flags, STARTF_USESTDHANDLES, true);
  for (const offset of STARTUPINFOEXW.streams) info.setBigUint64(offset, stream, true);
  info.setBigUint64(
    STARTUPINFOEXW.attributes,
    BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(attributes))),
    true,
  );
  return { info, attributes, handles };
}

const GENERIC_READ_AND_WRITE = 0xc0000000;
const FILE_SHARE_READ_AND_WRITE = 3;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = 0xffffffffffffffffn;

/** Opens the file that swallows everything, as a handle that may be passed on. */
function openNowhere(): Disposable & { readonly handle: bigint } {
  const { symbols } = kernel();
  const security = new DataView(new ArrayBuffer(SECURITY_ATTRIBUTES.size));
  security.setUint32(0, SECURITY_ATTRIBUTES.size, true);
  security.setUint32(SECURITY_ATTRIBUTES.inherits, 1, true);
  const handle = symbols.CreateFileW(
    wideString("NUL"),
    GENERIC_READ_AND_WRITE,
    FILE_SHARE_READ_AND_WRITE,
    security,
    OPEN_EXISTING,
    0,
    0n,
  );
  if (handle === INVALID_HANDLE) throw lastError("CreateFileW");
  return { handle, [Symbol.dispose]: () => void symbols.CloseHandle(handle) };
}

const WAIT_OBJECT_0 = 0;

function processOf(handle: bigint, id: number): WindowsProcess {
  const { symbols } = kernel();
  let ended: number | undefined;
  let held = true;
  return {
    id,
    exitCode() {
      if (!held || ended !== undefined) return ended;
      if (symbols.WaitForSingleObject(handle, 0) !== WAIT_OBJECT_0) return undefined;
      const code = new Uint32Array(1);
      if (symbols.GetExitCodeProcess(handle, code) === 0) throw lastError("GetExitCodeProcess");
      return ended = code[0]!;
    },
    end() {
      if (held) symbols.TerminateProcess(handle, 1);
    },
    [Symbol.dispose]() {
      if (held) symbols.CloseHandle(handle);
      held = false;
    },
  };
}

/** The error that the call before this one left, as HRESULT_FROM_WIN32 makes it. */
function lastError(call: string): HResultError {
  return new HResultError(0x80070000 + (kernel().symbols.GetLastError() & 0xffff), call);
}

let opened: ReturnType<typeof open> | undefined;

/** Opened when it is first needed, for as long as the program runs. */
function kernel(): ReturnType<typeof open> {
  return opened ??= open();
}

function open() {
  return Deno.dlopen("kernel32.dll", {
    CloseHandle: { parameters: ["u64"], result: "i32" },
    CreateFileW: { parameters: ["buffer", "u32", "u32", "buffer", "u32", "u32", "u64"], result: "u64" },
    CreateProcessW: {
      parameters: [
        ...["buffer", "buffer", "pointer", "pointer", "i32", "u32", "pointer", "buffer", "buffer", "buffer"],
      ] as const,
      result: "i32",
    },
    DeleteProcThreadAttributeList: { parameters: ["buffer"], result: "void" },
    GetExitCodeProcess: { parameters: ["u64", "buffer"], result: "i32" },
    GetLastError: { parameters: [], result: "u32" },
    InitializeProcThreadAttributeList: { parameters: ["buffer", "u32", "u32", "buffer"], result: "i32" },
    TerminateProcess: { parameters: ["u64", "u32"], result: "i32" },
    UpdateProcThreadAttribute: {
      parameters: ["buffer", "u32", "u64", "buffer", "u64", "pointer", "pointer"],
      result: "i32",
    },
    WaitForSingleObject: { parameters: ["u64", "u32"], result: "u32" },
  });
}
