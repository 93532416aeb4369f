/**
 * What puts this program within reach of a person: shortcuts in the menu, on the desktop, at log-on and for files. The
 * program stays where it lies; nothing is copied, nothing needs an administrator.
 *
 * @module
 */
export {
  type AutostartState,
  installedState,
  type Placed,
  placeShortcuts,
  type Removed,
  removeShortcuts,
} from "./installing.ts";
export { cautions, type PlaceFacts, whyNotHere } from "./program_place.ts";
export { type FoundShortcut, type Shortcut, type Shortcuts, type Spot, SPOTS } from "./shortcuts.ts";
export { placeFacts, systemShortcuts } from "./system_shortcuts.ts";
