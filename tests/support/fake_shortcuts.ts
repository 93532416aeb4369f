import type { FoundShortcut, Shortcut, Shortcuts, Spot } from "../../src/desktop/install/mod.ts";
import { SPOTS } from "../../src/desktop/install/mod.ts";

/** Shortcuts in memory. */
export class FakeShortcuts implements Shortcuts {
  readonly spots: readonly Spot[];
  readonly there = new Map<Spot, Shortcut | "something else">();
  /** The person switched off what starts at log-on. */
  off = false;
  /** Where the system lets nothing be removed. */
  keeps: Spot | undefined;

  constructor(spots: readonly Spot[] = SPOTS) {
    this.spots = spots;
  }

  find(spot: Spot): Promise<FoundShortcut | undefined> {
    const found = this.there.get(spot);
    return Promise.resolve(
      found && {
        path: `/desk/${spot}`,
        program: found === "something else" ? null : found.program,
        ...(found === "something else" ? {} : { args: found.args.join(" ") }),
        off: this.off && spot === "autostart",
      },
    );
  }
  put(shortcut: Shortcut): Promise<"made" | "changed" | "unchanged"> {
    const before = this.there.get(shortcut.spot);
    this.there.set(shortcut.spot, shortcut);
    if (before === undefined) return Promise.resolve("made");
    return Promise.resolve(JSON.stringify(before) === JSON.stringify(shortcut) ? "unchanged" : "changed");
  }
  remove(spot: Spot): Promise<void> {
    if (spot === this.keeps) return Promise.reject(new Deno.errors.PermissionDenied("Access is denied"));
    this.there.delete(spot);
    return Promise.resolve();
  }
  isSame(a: string, b: string): boolean {
    return a === b;
  }
}
