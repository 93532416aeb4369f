import { dirname, join, resolve } from "node:path";
import { type Message, message, WaitingError } from "../../errors.ts";
import type { DeliveredFile } from "../../model/mod.ts";
import { VIEW_FILES } from "../../report/mod.ts";
import { copyOut, type Files, type HomeLayout, isWithin } from "../../store/mod.ts";
import { size } from "../../texts/mod.ts";
import { type Delivery, RefusedDelivery } from "./delivery_task.ts";
import type { DeliverySettings } from "./files.ts";
import { namesOf, viewsOf } from "./view_files.ts";

/**
 * The folder that reports are copied to: absolute, a share's (`\\server\share\reports`), or relative to the home. Throws
 * {@linkcode RefusedDelivery} for one in which the copies would be taken for what greffier itself keeps.
 */
export function targetFolder(to: string, { home, inbox, outbox }: HomeLayout): string {
  const target = resolve(home, to);
  if ([inbox, outbox].some((own) => isWithin(own, target))) {
    throw new RefusedDelivery(message("delivery.ownFolder", { folder: target }));
  }
  return target;
}

/** Copies of views in a folder of the meeting's name, on a share or another disk. */
export function folderDelivery(settings: () => DeliverySettings["folder"]): Delivery {
  return {
    kind: "folder",
    async deliver(meeting, { store: { files, layout }, signal, progress, language }) {
      const { to, formats } = settings();
      if (to.trim() === "") throw new RefusedDelivery(message("delivery.off.folder"));
      const target = targetFolder(to.trim(), layout);
      const { present, missing } = viewsOf(meeting, formats);
      if (present.length === 0) {
        throw new RefusedDelivery(message("delivery.nothingToCopy", { formats: namesOf(missing) }));
      }
      await makeTarget(files, target);
      const sizeOf = (file: string) => meeting.files.get(file)?.bytes ?? 0;
      const total = present.reduce((sum, format) => sum + sizeOf(VIEW_FILES[format]), 0);
      const free = await files.freeBytes(target);
      if (free !== null && free < total) {
        const sizes = { size: size(total, language, "up"), free: size(free, language, "down") };
        throw new WaitingError(message("delivery.noRoom", { ...sizes, folder: target }));
      }
      const folder = join(target, meeting.id);
      await makeFolder(files, folder);
      const copied: DeliveredFile[] = [];
      const remarks: Message[] = missing.length > 0
        ? [message("delivery.missing", { formats: namesOf(missing) })]
        : [];
      let done = 0;
      for (const format of present) {
        const file = VIEW_FILES[format];
        const copy = await copyOut(
          files,
          { from: join(layout.outbox, meeting.id, file), folder, name: file },
          {
            signal,
            onBytes: (count) => progress(done += count, total),
          },
        );
        if (copy.name !== file) remarks.push(message("delivery.nameTaken", { file, name: copy.name }));
        copied.push(copy);
      }
      return { to: folder, files: copied, ...(remarks.length > 0 ? { remarks: [...remarks] } : {}) };
    },
  };
}

/** Makes the target where the folder above it is there: a share that is away must not be made anew on this PC. */
async function makeTarget(files: Files, target: string): Promise<void> {
  const there = await files.stat(target);
  if (there && !there.isFolder) {
    throw new RefusedDelivery(message("delivery.targetIsFile", { folder: target }));
  }
  if (there) return;
  const above = await files.stat(dirname(target));
  if (dirname(target) === target || !above?.isFolder) {
    throw new WaitingError(message("delivery.folderAway", { folder: target }));
  }
  await makeFolder(files, target);
}

async function makeFolder(files: Files, folder: string): Promise<void> {
  if ((await files.stat(folder))?.isFolder) return;
  try {
    await files.makeFolder(folder);
  } catch (error) {
    // Another PC delivers to the same share.
    if (!(error instanceof Deno.errors.AlreadyExists) || !(await files.stat(folder))?.isFolder) throw error;
  }
}
