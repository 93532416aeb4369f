/**
 * What greffier does on the person's desktop: the icon near the clock (`tray/`), the system's own scheduler (`schedule/`),
 * shortcuts (`install/`), and opening files and folders.
 *
 * @module
 */
export { openerOf, openPath } from "./open_path.ts";
