import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import type { Settings } from "../config/mod.ts";
import { message, WaitingError } from "../errors.ts";

/** A precision as the settings name it. */
export type ComputeType = Settings["transcription"]["compute_type"];

/** How transformers.js names a precision, and how its files end. */
const PRECISIONS = {
  int8: { dtype: "q8", suffix: "_quantized" },
  int4: { dtype: "q4", suffix: "_q4" },
  float16: { dtype: "fp16", suffix: "_fp16" },
  float32: { dtype: "fp32", suffix: "" },
} as const satisfies Record<ComputeType, { dtype: string; suffix: string }>;

/** The networks of a Whisper, without the end of their names. */
const NETWORKS = ["onnx/encoder_model", "onnx/decoder_model_merged"] as const;

/** Everything else a model's folder must hold. */
const DESCRIPTIONS = [
  "config.json",
  "generation_config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
] as const;

/** Name of the list of a model's files, in the format of `sha256sum`. */
export const CHECKSUM_LIST = "SHA256SUMS";

/** A model whose files are all there. */
export interface ModelFiles {
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly dtype: (typeof PRECISIONS)[ComputeType]["dtype"];
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

async function firstMissing(directory: string, files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (!await isFile(join(directory, file))) return file;
  return undefined;
}

/** The precisions of which `directory` holds both networks. */
export async function presentComputeTypes(directory: string): Promise<ComputeType[]> {
  const present: ComputeType[] = [];
  for (const [type, { suffix }] of Object.entries(PRECISIONS)) {
    const files = NETWORKS.map((network) => `${network}${suffix}.onnx`);
    if (await firstMissing(directory, files) === undefined) present.push(type as ComputeType);
  }
  return present;
}

/**
 * Finds the files of a model in the layout of transformers.js.
 *
 * @throws {WaitingError} Naming the file that is missing, and the precisions that are there.
 */
export async function resolveModel(directory: string, computeType: ComputeType): Promise<ModelFiles> {
  const model = basename(directory);
  const present = await presentComputeTypes(directory);
  const missing = await firstMissing(directory, DESCRIPTIONS);
  if (missing !== undefined) {
    if (present.length === 0) throw new WaitingError(message("asr.modelMissing", { model, directory }));
    throw new WaitingError(message("asr.modelFileMissing", { model, file: missing, directory }));
  }
  const { dtype, suffix } = PRECISIONS[computeType];
  const network = await firstMissing(directory, NETWORKS.map((name) => `${name}${suffix}.onnx`));
  if (network !== undefined) {
    if (present.length === 0) {
      throw new WaitingError(message("asr.modelFileMissing", { model, file: network, directory }));
    }
    const types = present.join(", ");
    throw new WaitingError(
      message("asr.computeTypeMissing", { model, type: computeType, file: network, types }),
    );
  }
  return { directory, dtype };
}

/** Lower-case hexadecimal SHA-256 of a file, read a piece at a time. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(1 << 20);
  for (let read = await file.read(buffer); read !== null; read = await file.read(buffer)) {
    hash.update(buffer.subarray(0, read));
  }
  return hash.digest("hex");
}

/** The files of a model's folder, with `/`, in the order of their code points; neither its list nor hidden ones. */
async function filesOf(directory: string, within = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(join(directory, within))) {
    const path = within === "" ? entry.name : `${within}/${entry.name}`;
    if (entry.name.startsWith(".") || path === CHECKSUM_LIST) continue;
    if (entry.isDirectory) files.push(...await filesOf(directory, path));
    else files.push(path);
  }
  return files.sort();
}

/** The list of a model's files made anew from what is there, in the format of `sha256sum`. */
export async function makeChecksumList(directory: string): Promise<string> {
  let list = "";
  for (const file of await filesOf(directory)) {
    list += `${await sha256OfFile(join(directory, file))}  ${file}\n`;
  }
  return list;
}

async function readChecksumList(directory: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(join(directory, CHECKSUM_LIST));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}

/**
 * What tells one state of a model from another: the SHA-256 of its list of files, the same whether the list is there
 * or is made from the files. Throws the system's error when there is no such folder.
 */
export async function modelRevision(directory: string): Promise<string> {
  const list = await readChecksumList(directory) ?? await makeChecksumList(directory);
  // A list that went through a Windows editor is still the same list.
  return createHash("sha256").update(list.replaceAll("\r\n", "\n")).digest("hex");
}

/** What a check of a model's files against its list found. Paths are relative to its folder, with `/`. */
export interface ModelCheck {
  /** False: the folder has no list, so nothing was compared. */
  readonly listed: boolean;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
}

/** Reads every file that the list of a model's folder names, and compares. */
export async function verifyModel(directory: string): Promise<ModelCheck> {
  const list = await readChecksumList(directory);
  if (list === undefined) return { listed: false, missing: [], changed: [] };
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [, sha256, file] of list.matchAll(/^([0-9a-f]{64}) [ *](.+?)\r?$/gm)) {
    const path = join(directory, file);
    if (!await isFile(path)) missing.push(file);
    else if (await sha256OfFile(path) !== sha256) changed.push(file);
  }
  return { listed: true, missing, changed };
}
