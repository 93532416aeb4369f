import { basename, join, resolve } from "node:path";
import { defaultSettingsFile, SETTINGS_FILE, withValue } from "../../config/mod.ts";
import { GreffierError, message, UsageError } from "../../errors.ts";
import { say, size } from "../../texts/mod.ts";
import {
  type Command,
  type Context,
  EXIT,
  readIfThere,
  resolveSettings,
  tell,
  tellJson,
} from "../context.ts";
import { table } from "../format.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier model add`. */
export interface ModelAddOptions {
  /** Name in `models/`; the folder's own by default. */
  readonly name?: string;
  /** Also writes the settings so that this model is used. */
  readonly use?: boolean;
}

/** `greffier model add FOLDER`: copies a downloaded model into the home, checked, and tells how to use it. */
export function modelAdd(folder: string, { name: asked, use = false }: ModelAddOptions): Command {
  return async (context) => {
    const { presentComputeTypes, resolveModel } = await import("../../asr/mod.ts");
    const { diskFiles } = await import("../../store/mod.ts");
    const from = resolve(folder);
    if (!await diskFiles.stat(from)) throw new GreffierError(message("model.noFolder", { folder: from }));
    const name = asked ?? basename(from);
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name) || name.endsWith(".part")) {
      throw new UsageError(message("model.badName", { found: name }));
    }
    const present = await presentComputeTypes(from);
    const inForce = (await resolveSettings(context)).settings.transcription.compute_type;
    const chosen = present.includes(inForce) ? inForce : present[0];
    if (chosen === undefined) throw new GreffierError(message("model.notAModel", { folder: from }));
    await resolveModel(from, chosen); // says which file is missing
    const { target, bytes } = await copyModel(context, from, name);
    if (use) await useModel(context, name, chosen === inForce ? undefined : chosen);
    if (context.json) {
      tellJson(context, { name, folder: target, bytes, computeTypes: present, inUse: use });
      return EXIT.well;
    }
    tell(context, message("model.added", { name, size: size(bytes, context.language) }));
    tell(context, use ? message("model.nowUsed", { name }) : message("model.howToUse", { name }));
    if (!use && chosen !== inForce) tell(context, message("model.otherPrecision", { type: chosen }));
    return EXIT.well;
  };
}

/** Copies the model at `from` into the home, if there is room and its name is free, and compares the copy. */
async function copyModel(
  context: Context,
  from: string,
  name: string,
): Promise<{ readonly target: string; readonly bytes: number }> {
  const { language, home } = context;
  const { CHECKSUM_LIST, makeChecksumList, verifyModel } = await import("../../asr/mod.ts");
  const { diskFiles, filesBelow, homeLayout, installModel } = await import("../../store/mod.ts");
  const layout = homeLayout(home);
  if (await diskFiles.stat(join(layout.models, name))) {
    throw new GreffierError(message("model.nameTaken", { name, folder: layout.models }));
  }
  let bytes = 0;
  for (const file of await filesBelow(diskFiles, from)) {
    bytes += (await diskFiles.stat(join(from, file)))?.bytes ?? 0;
  }
  const free = await diskFiles.stat(home) ? await diskFiles.freeBytes(home) : null;
  if (free !== null && free < bytes) {
    const sizes = { size: size(bytes, language, "up"), free: size(free, language, "down") };
    throw new GreffierError(message("model.noRoom", { name, ...sizes, folder: home }));
  }
  const reading = message("progress.modelReading", { name });
  return await withProgress(context, { what: reading, unit: "bytes" }, async ({ at, now, signal }) => {
    const list = await makeChecksumList(from);
    now(message("progress.model", { name }));
    let copied = 0;
    const target = await installModel(diskFiles, layout, {
      ...{ from, name, list, listName: CHECKSUM_LIST, signal },
      onBytes: (count, file) => at(copied += count, bytes, file),
    });
    now(message("progress.modelChecking", { name }));
    const { missing, changed } = await verifyModel(target);
    const [wrong] = [...missing, ...changed];
    if (wrong !== undefined) throw new GreffierError(message("model.copyDiffers", { name, file: wrong }));
    return { target, bytes };
  });
}

/** Writes the model, and its precision when another is needed, into `greffier.json`; its comments stay. */
async function useModel(
  { home, language }: Context,
  name: string,
  computeType: string | undefined,
): Promise<void> {
  const { diskFiles, homeLayout, writeSettingsFile } = await import("../../store/mod.ts");
  const before = await readIfThere(join(home, SETTINGS_FILE)) ?? defaultSettingsFile(language);
  let text = withValue(before, ["transcription", "model"], name);
  if (computeType !== undefined) text = withValue(text, ["transcription", "compute_type"], computeType);
  await writeSettingsFile(diskFiles, homeLayout(home), text);
}

/** `greffier model list`: the models of the home, and which one is used. */
export const modelList: Command = async (context) => {
  const { io, language, home } = context;
  const { presentComputeTypes } = await import("../../asr/mod.ts");
  const { diskFiles, homeLayout } = await import("../../store/mod.ts");
  const { models } = homeLayout(home);
  const inUse = (await resolveSettings(context)).settings.transcription.model;
  const found: { name: string; computeTypes: readonly string[]; inUse: boolean }[] = [];
  for (const { name, isFolder } of await diskFiles.list(models)) {
    if (!isFolder || name.endsWith(".part")) continue;
    found.push({ name, computeTypes: await presentComputeTypes(join(models, name)), inUse: name === inUse });
  }
  // The demo model lies inside the program, not in the home of whoever runs the executable.
  if (!found.some(({ name }) => name === DEMO_MODEL)) {
    found.push({ name: DEMO_MODEL, computeTypes: ["int8"], inUse: inUse === DEMO_MODEL });
  }
  found.sort((a, b) => a.name < b.name ? -1 : 1);
  if (context.json) tellJson(context, found);
  else {
    io.stdout.write(table(
      [message("cli.column.model"), message("cli.column.precisions"), message("cli.column.state")].map((
        heading,
      ) => say(heading, language)),
      found.map(({ name, computeTypes, inUse }) => [
        name,
        computeTypes.join(", ") || say(message("model.incomplete"), language),
        inUse ? say(message("model.inUse"), language) : "",
      ]),
    ));
    if (inUse === DEMO_MODEL) tell(context, message("model.demoOnly", { model: DEMO_MODEL }));
  }
  return EXIT.well;
};

const DEMO_MODEL = "greffier-demo";
