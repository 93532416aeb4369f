/**
 * The icon beside the clock of Windows, by FFI. Nothing of it may be called on another system.
 *
 * @module
 */
import type { OpenTray } from "../tray_icon.ts";
import { systemCalls } from "./system_calls.ts";
import { WindowsTray } from "./windows_tray.ts";

export { TRAY_WINDOW } from "./windows_tray.ts";

export const openWindowsTray: OpenTray = (options) => WindowsTray.open(options, systemCalls());
