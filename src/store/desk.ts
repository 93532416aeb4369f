import { join } from "node:path";
import { check, z } from "../schema.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import type { HomeLayout } from "./layout.ts";
import { parseJson } from "./record_cache.ts";

/** A home and the disk it lies on. */
interface Home {
  readonly files: Files;
  readonly layout: HomeLayout;
}

/** Files of `state/` that belong to the icon near the clock. */
const DESK = {
  /** Held by the process whose icon it is. */
  lock: "tray.lock",
  /** Who that is, once it looks after the home, and whether there is a place for its icon. */
  owner: "tray.owner",
  /** What other processes ask of it: to show itself to the person, to go away. */
  show: "tray.show",
  quit: "tray.quit",
  /** When the person last looked. */
  looked: "tray.json",
} as const;

const TrayOwner = z.object({
  pid: z.number().int(),
  // One that was written before this was said had its icon.
  shown: z.boolean().default(true),
});
const Looked = z.object({ schema: z.literal(1), lookedAtMs: z.number() });

/** What other processes ask of the process that shows the icon of a home. */
export type TrayRequest = "show" | "quit";

/** The process that is the icon of a home, and whether there is a place to show it. */
export type TrayOwner = z.infer<typeof TrayOwner>;

/** The icon of a home, held by this process. */
export interface TrayClaim extends AsyncDisposable {
  /** Notes that this process looks after the home, with its icon shown or without. */
  there(shown: boolean): Promise<void>;
}

/** Takes the right to be the icon of a home; undefined while another process is. Requests to one before are forgotten. */
export async function claimTray({ files, layout }: Home, pid: number): Promise<TrayClaim | undefined> {
  await ensureFolder(files, layout.state);
  const lock = await files.lock(join(layout.state, DESK.lock));
  if (!lock) return undefined;
  try {
    for (const request of [DESK.show, DESK.quit]) await removeIfThere(files, join(layout.state, request));
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
  const owner = join(layout.state, DESK.owner);
  return {
    there: (shown) => writeAtomic(files, owner, jsonBytes({ pid, shown })),
    async [Symbol.asyncDispose]() {
      try {
        await removeIfThere(files, owner);
      } finally {
        await lock[Symbol.asyncDispose]();
      }
    },
  };
}

/** The process that is the icon of this home; undefined when there is none, or none yet. */
export async function trayOwner({ files, layout }: Home): Promise<TrayOwner | undefined> {
  // In this order: who looks at the lock may be in the way of one that is about to take it.
  const owner = await readState({ files, layout }, DESK.owner, TrayOwner);
  return owner && await isTrayClaimed({ files, layout }) ? owner : undefined;
}

/** Whether a process is the icon of this home, or is about to be. */
export async function isTrayClaimed({ files, layout }: Home): Promise<boolean> {
  const path = join(layout.state, DESK.lock);
  if (!await files.stat(path)) return false;
  const lock = await files.lock(path);
  await lock?.[Symbol.asyncDispose]();
  return lock === undefined;
}

/** Asks something of the process that is the icon of this home; false: there is none. */
export async function askTray(home: Home, request: TrayRequest): Promise<boolean> {
  if (!await isTrayClaimed(home)) return false;
  const path = join(home.layout.state, DESK[request]);
  await (await home.files.openToWrite(path))[Symbol.asyncDispose]();
  return true;
}

/** What was asked of the icon of this home since the last call. */
export async function takeTrayRequests({ files, layout }: Home): Promise<TrayRequest[]> {
  const asked: TrayRequest[] = [];
  for (const request of ["show", "quit"] as const) {
    if (await removeIfThere(files, join(layout.state, DESK[request]))) asked.push(request);
  }
  return asked;
}

/** When the person last looked at what greffier did, in milliseconds since the epoch; undefined: not known. */
export async function lastLooked(home: Home): Promise<number | undefined> {
  return (await readState(home, DESK.looked, Looked))?.lookedAtMs;
}

/** Notes that the person has looked. */
export async function noteLooked({ files, layout }: Home, lookedAtMs: number): Promise<void> {
  await ensureFolder(files, layout.state);
  await writeAtomic(files, join(layout.state, DESK.looked), jsonBytes({ schema: 1, lookedAtMs }));
}

/** Undefined for a file that is not there, or not what the program writes. */
async function readState<T>(
  { files, layout }: Home,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    const checked = check(schema, parseJson(await files.read(join(layout.state, name))));
    return checked.ok ? checked.value : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
