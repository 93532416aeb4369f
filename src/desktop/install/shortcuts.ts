/**
 * The port to what starts this program from the desktop: an entry of the menu, an icon, the log-on, "Send to". Adapters
 * in `windows/` and `freedesktop/`; in tests a fake.
 *
 * @module
 */

/** Where a shortcut lies. `send-to`: what people do with a file, "Send to" on Windows, "Open with" elsewhere. */
export const SPOTS = ["menu", "desktop", "autostart", "send-to"] as const;
export type Spot = (typeof SPOTS)[number];

/** A shortcut to a program. */
export interface Shortcut {
  readonly spot: Spot;
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  /** One line that people see, in their language. */
  readonly description: string;
}

/** What lies where a shortcut would. */
export interface FoundShortcut {
  /** Absolute path of the shortcut itself. */
  readonly path: string;
  /** Absolute path of what it starts; null: it is no shortcut, or one that cannot be read. */
  readonly program: string | null;
  /** Its arguments, as one line; undefined: it is not told. */
  readonly args?: string;
  /** The person switched it off in the system's own list of what starts at log-on. */
  readonly off?: boolean;
}

/** The shortcuts named greffier of the person who asks. Nothing here needs an administrator. */
export interface Shortcuts {
  /** Those that this system has. */
  readonly spots: readonly Spot[];
  /** Undefined: nothing lies there. */
  find(spot: Spot): Promise<FoundShortcut | undefined>;
  /** Makes the shortcut, or changes what lies there into it. Throws the system's error. */
  put(shortcut: Shortcut): Promise<"made" | "changed" | "unchanged">;
  /** Removes what lies there. */
  remove(spot: Spot): Promise<void>;
  /** Whether two absolute paths name one program, by the rules of this system. */
  isSame(a: string, b: string): boolean;
}
