import { MSG_BYTES, windowClass } from "./layouts.ts";
import { wideString } from "./wide.ts";
import type { WindowAnswer, WindowCalls } from "./window_calls.ts";

const PM_REMOVE = 1;

const PROCEDURE = { parameters: ["usize", "u32", "usize", "isize"], result: "isize" } as const;

let opened: WindowCalls | undefined;

/** The windows of user32.dll, opened when one is first needed and for as long as the program runs. */
export function user32Windows(): WindowCalls {
  return opened ??= open();
}

interface MadeWindow {
  readonly name: string;
  readonly className: Uint16Array<ArrayBuffer>;
  readonly procedure: Deno.UnsafeCallback<typeof PROCEDURE>;
}

function open(): WindowCalls {
  const { symbols: kernel32 } = Deno.dlopen("kernel32.dll", {
    GetModuleHandleW: { parameters: ["pointer"], result: "usize" },
    GetLastError: { parameters: [], result: "u32" },
  });
  const { symbols: user32 } = Deno.dlopen("user32.dll", {
    RegisterClassExW: { parameters: ["buffer"], result: "u16" },
    UnregisterClassW: { parameters: ["buffer", "usize"], result: "i32" },
    CreateWindowExW: {
      parameters: [
        ...["u32", "buffer", "buffer", "u32", "i32", "i32", "i32", "i32"] as const,
        ...["usize", "usize", "usize", "pointer"] as const,
      ],
      result: "usize",
    },
    DestroyWindow: { parameters: ["usize"], result: "i32" },
    DefWindowProcW: PROCEDURE,
    PeekMessageW: { parameters: ["buffer", "usize", "u32", "u32", "u32"], result: "i32" },
    DispatchMessageW: { parameters: ["buffer"], result: "isize" },
    RegisterWindowMessageW: { parameters: ["buffer"], result: "u32" },
    ShutdownBlockReasonCreate: { parameters: ["usize", "buffer"], result: "i32" },
    ShutdownBlockReasonDestroy: { parameters: ["usize"], result: "i32" },
  });
  const instance = kernel32.GetModuleHandleW(null);
  const made = new Map<bigint, MadeWindow>();
  const message = new Uint8Array(new ArrayBuffer(MSG_BYTES));

  function refused(call: string): Error {
    return new Error(`${call}: Windows error ${kernel32.GetLastError()}`);
  }

  return {
    create(wanted, title, answer) {
      const name = freeName(wanted, Array.from(made.values(), (window) => window.name));
      const procedure = new Deno.UnsafeCallback(PROCEDURE, procedureOf(answer, user32.DefWindowProcW));
      const className = fixedWide(name);
      const definition = windowClass({
        procedure: Deno.UnsafePointer.value(procedure.pointer),
        instance,
        name: Deno.UnsafePointer.value(Deno.UnsafePointer.of(className)),
      });
      if (user32.RegisterClassExW(definition) === 0) {
        const error = refused("RegisterClassExW");
        procedure.close();
        throw error;
      }
      const window = user32.CreateWindowExW(
        ...[0, className, wideString(title), 0] as const,
        ...[0, 0, 0, 0, 0n, 0n, instance, null] as const,
      );
      if (window === 0n) {
        const error = refused("CreateWindowExW");
        user32.UnregisterClassW(className, instance);
        procedure.close();
        throw error;
      }
      made.set(window, { name, className, procedure });
      return window;
    },
    destroy(window) {
      const known = made.get(window);
      if (!known) return;
      made.delete(window);
      user32.DestroyWindow(window);
      user32.UnregisterClassW(known.className, instance);
      known.procedure.close();
    },
    pumpOne() {
      if (user32.PeekMessageW(message, 0n, 0, 0, PM_REMOVE) === 0) return false;
      user32.DispatchMessageW(message);
      return true;
    },
    setBlockReason(window, reason) {
      if (reason === null) user32.ShutdownBlockReasonDestroy(window);
      else user32.ShutdownBlockReasonCreate(window, wideString(reason));
    },
    messageNamed: (name) => user32.RegisterWindowMessageW(wideString(name)),
  };
}

/** A class belongs to one window here, since it names the procedure: the second of a name is `name-2`. */
function freeName(wanted: string, taken: readonly string[]): string {
  for (let number = 2, name = wanted;; name = `${wanted}-${number++}`) {
    if (!taken.includes(name)) return name;
  }
}

/** A window procedure. What is thrown in one would end the process. */
function procedureOf(
  answer: WindowAnswer,
  usual: (window: bigint, id: number, wParam: bigint, lParam: bigint) => bigint,
) {
  return (window: bigint, id: number, wParam: bigint, lParam: bigint): bigint => {
    const answered = answer({ id, wParam, lParam });
    return answered === undefined ? usual(window, id, wParam, lParam) : BigInt(answered);
  };
}

/** A text in memory that never moves; an array made without a buffer may lie where the garbage collector moves it. */
function fixedWide(text: string): Uint16Array<ArrayBuffer> {
  const units = wideString(text);
  const memory = new Uint16Array(new ArrayBuffer(units.byteLength));
  memory.set(units);
  return memory;
}
