import { writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import type { HomeLayout } from "./layout.ts";

/** Replaces the settings file of a home; it is the old one or the new one at any moment. */
export async function writeSettingsFile(files: Files, layout: HomeLayout, text: string): Promise<void> {
  await writeAtomic(files, layout.settings, new TextEncoder().encode(text));
}
