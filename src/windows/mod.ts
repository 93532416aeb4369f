/**
 * What calls of Windows have in common, by FFI: COM, texts, results. Nothing of it may be called on another system.
 *
 * @module
 */
export { check, CLSCTX_ALL, ComObject, createInstance, OutPointer } from "./com.ts";
export { argumentsLine, commandLine } from "./command_line.ts";
export { createProcess, type WindowsProcess } from "./create_process.ts";
export { guid } from "./guid.ts";
export { HResultError, RESULTS } from "./hresult.ts";
export { MESSAGES, POWER } from "./layouts.ts";
export { MessagePump } from "./message_pump.ts";
export {
  MessageWindow,
  type MessageWindowOptions,
  type WindowSystem,
  windowSystem,
} from "./message_window.ts";
export { ole32 } from "./ole32.ts";
export { hearSession, SESSION_WINDOW, type SessionListener, type SessionOptions } from "./session.ts";
export { readRegistry, type RegistryRoot } from "./registry.ts";
export { type DriveKind, driveKind, isElsewhere, isTranslated } from "./system_facts.ts";
export { readWide, takeWide, wideString } from "./wide.ts";
export type { WindowAnswer, WindowCalls, WindowMessage } from "./window_calls.ts";
