/**
 * The icon near the clock of Linux desktops: StatusNotifierItem and its menu over D-Bus, where a panel shows such icons.
 *
 * @module
 */
export { hasStatusNotifier, openStatusNotifier } from "./status_notifier.ts";
