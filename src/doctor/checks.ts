/**
 * What each probe means: values in, findings out.
 *
 * @module
 */
import { NOT_YET_EFFECTIVE, type ResolvedSettings, SETTINGS, valueOf } from "../config/mod.ts";
import { type Message, message } from "../errors.ts";
import { type Language, moment, size } from "../texts/mod.ts";
import type { Finding } from "./finding.ts";
import type {
  LanguageModelProbe,
  ModelProbe,
  PlaceProbe,
  Probes,
  Refusal,
  RuntimeProbe,
  TimesProbe,
} from "./probes.ts";

/** The model: there, whole, and no mere demo. */
export function checkModel({ name, directory, demo, unusable, listed, wrong }: ModelProbe): Finding[] {
  const area = "model";
  if (unusable) return [{ area, level: "problem", text: unusable, remedy: message("doctor.addModel") }];
  if (wrong.length > 0) {
    const files = wrong.join(", ");
    return [{
      area,
      level: "problem",
      text: message("doctor.modelDamaged", { name, files }),
      remedy: message("doctor.addModelAgain", { directory }),
    }];
  }
  const findings: Finding[] = [];
  if (demo) findings.push({ area, level: "warning", text: message("model.demoOnly", { model: name }) });
  else findings.push({ area, level: "ok", text: message("doctor.modelWhole", { name }) });
  if (!listed && !demo) {
    findings.push({
      area,
      level: "warning",
      text: message("doctor.modelUnlisted", { name }),
      remedy: message("doctor.addModel"),
    });
  }
  return findings;
}

/**
 * The language model that summaries are made with: which one, whether it answers, whether text leaves the PC for it. Only
 * one that the settings name must answer; by default there need not be any.
 */
export function checkLanguageModel(probe: LanguageModelProbe | undefined): Finding[] {
  const area = "analysis";
  if (!probe) return [{ area, level: "ok", text: message("doctor.llmNone") }];
  const { backend, name, model, address, leavesTo, version, hasModel, failure } = probe;
  const findings: Finding[] = [];
  const named = backend !== "auto";
  const ollama = backend === "auto" || backend === "ollama";
  if (failure) {
    findings.push(
      named ? { area, level: "problem", text: failure, remedy: message("doctor.llmFallback") } : {
        area,
        level: "ok",
        text: message("doctor.llmAbsent", { address }),
        remedy: message("doctor.llmInstall", { model }),
      },
    );
  } else if (hasModel === false) {
    findings.push({
      area,
      level: named ? "problem" : "warning",
      text: ollama
        ? message("doctor.llmOllamaLacks", { version: version ?? "?", address, model })
        : message("doctor.llmLacks", { name, address }),
      remedy: ollama ? message("doctor.llmPull", { model }) : message("doctor.llmChoose"),
    });
  } else {
    findings.push({
      area,
      level: "ok",
      text: ollama
        ? message("doctor.llmOllamaWell", { version: version ?? "?", address, model })
        : message("doctor.llmWell", { name, address }),
    });
  }
  // Said even when nobody answers now: the next meeting may find the service there.
  if (leavesTo !== undefined) {
    const text = message("doctor.llmLeaves", { host: leavesTo });
    findings.push({ area, level: "warning", text, remedy: message("doctor.llmStay") });
  }
  return findings;
}

/** The kind of meeting that the settings choose: nothing when it can be used, for recordings wait while it cannot. */
export function checkKind(problem: Message | null): Finding[] {
  return problem === null
    ? []
    : [{ area: "analysis", level: "problem", text: problem, remedy: message("doctor.kindRemedy") }];
}

/** Bytes of a second of audio at 16 kHz, 16 bits, on one channel. */
const BYTES_PER_SECOND = 32_000;

/**
 * Bytes that a meeting of `hours` takes at most: the recording in stereo, its decoded copy, and a tenth for texts and
 * what is being written.
 */
export function bytesForHours(hours: number): number {
  return Math.ceil(hours * 3600 * BYTES_PER_SECOND * 2 * 2 * 1.1);
}

/** The disk: room for a meeting of the longest length allowed, told in the units of `language`. */
export function checkDisk(freeBytes: number | null, hours: number, language: Language): Finding[] {
  const area = "disk";
  if (freeBytes === null) return [{ area, level: "warning", text: message("doctor.diskUnknown") }];
  const needed = bytesForHours(hours);
  const values = { free: size(freeBytes, language, "down"), needed: size(needed, language, "up"), hours };
  if (freeBytes < needed) {
    return [{
      area,
      level: "problem",
      text: message("doctor.diskFull", values),
      remedy: message("doctor.makeRoom"),
    }];
  }
  return freeBytes < 3 * needed
    ? [{
      area,
      level: "warning",
      text: message("doctor.diskLow", values),
      remedy: message("doctor.makeRoom"),
    }]
    : [{ area, level: "ok", text: message("doctor.diskWell", values) }];
}

/**
 * The folders: there, and open to writing, renaming and removing. Folders with one cause are one finding; `home` is the
 * home's own path: without it nothing else needs to be said to be missing.
 */
export function checkPlaces(places: readonly PlaceProbe[], home: string): Finding[] {
  const area = "rights";
  const findings: Finding[] = [];
  const noHome = places.some(({ path, exists }) => path === home && !exists);
  if (noHome) {
    findings.push({
      area,
      level: "problem",
      text: message("doctor.homeMissing", { path: home }),
      remedy: message("doctor.homeMissingRemedy"),
    });
  }
  const refused = new Map<string, { readonly refusal: Refusal; readonly paths: string[] }>();
  for (const { path, exists, refusal } of places) {
    if (refusal) {
      const cause = refusal.kind ?? refusal.words;
      const same = refused.get(cause);
      if (same) same.paths.push(path);
      else refused.set(cause, { refusal, paths: [path] });
    } else if (!exists && !noHome) {
      const text = message("doctor.placeMissing", { path });
      findings.push({ area, level: "warning", text, remedy: message("doctor.init") });
    }
  }
  for (const { refusal: { kind, words }, paths } of refused.values()) {
    const listed = paths.join(", ");
    findings.push({
      area,
      level: "problem",
      text: kind
        ? message(`system.folders.${kind}`, { paths: listed })
        : message("doctor.placeRefused", { path: listed, found: words }),
      remedy: kind ? message(`system.remedy.${kind}`) : message("doctor.giveRights"),
    });
  }
  return findings.length > 0 ? findings : [{ area, level: "ok", text: message("doctor.placesWell") }];
}

/** The lock: free, or held by whom. */
export function checkLock(
  { owner, ownerFile }: Awaited<ReturnType<Probes["lock"]>>,
  language: Language,
): Finding[] {
  const area = "lock";
  if (owner) {
    const { pid, command, user } = owner;
    const since = moment(owner.since, language);
    const text = user === undefined
      ? message("doctor.lockHeld", { pid, command, since })
      : message("doctor.lockHeldBy", { pid, command, since, user });
    return [{ area, level: "ok", text }];
  }
  if (ownerFile) {
    return [{
      area,
      level: "warning",
      text: message("doctor.ownerStale"),
      remedy: message("doctor.ownerStaleRemedy"),
    }];
  }
  return [{ area, level: "ok", text: message("doctor.lockFree") }];
}

/** Meetings whose `session.json` broke: no command sees them, so somebody must say so. Nothing when all is well. */
export function checkMeetings(unknown: readonly string[]): Finding[] {
  return unknown.map((folder): Finding => ({
    area: "meetings",
    level: "problem",
    text: message("doctor.meetingUnknown", { folder }),
    remedy: message("doctor.meetingUnknownRemedy"),
  }));
}

/** What a newer greffier wrote: it is left alone, and this program is the one to replace. */
export function checkNewer(newer: readonly Message[]): Finding[] {
  return newer.map((text): Finding => ({
    area: "meetings",
    level: "warning",
    text,
    remedy: message("doctor.newerRemedy"),
  }));
}

/** No recording is older than the program; a clock before it, or a century later, is not set. */
const FIRST_YEAR = 2024, LAST_YEAR = 2124;

/** More than this between the clock and the file system is told, in milliseconds; FAT keeps times to two seconds. */
const TOLERANCE_MS = 5_000;

/** The clock: set, in a known zone, and in step with the disk's. */
export function checkClock({ now, file, zone, monotonic }: TimesProbe): Finding[] {
  const area = "clock";
  const findings: Finding[] = [];
  const year = new Date(now).getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
    findings.push({
      area,
      level: "problem",
      text: message("doctor.clockYear", { year: String(year) }),
      remedy: message("doctor.setClock"),
    });
  }
  if (monotonic.some((reading, index) => index > 0 && reading < monotonic[index - 1]!)) {
    findings.push({
      area,
      level: "problem",
      text: message("doctor.clockBack"),
      remedy: message("doctor.restart"),
    });
  }
  if (zone === "") {
    findings.push({
      area,
      level: "warning",
      text: message("doctor.zoneUnknown"),
      remedy: message("doctor.setClock"),
    });
  }
  if (file !== null && Math.abs(file - now) > TOLERANCE_MS) {
    const seconds = Math.round(Math.abs(file - now) / 1000);
    findings.push({
      area,
      level: "warning",
      text: message("doctor.clockApart", { seconds }),
      remedy: message("doctor.clockApartRemedy"),
    });
  }
  return findings.length > 0
    ? findings
    : [{ area, level: "ok", text: message("doctor.clockWell", { zone }) }];
}

/** The settings: what is not a default and where it came from, and what has no effect yet. */
export function checkSettings({ settings, origins }: ResolvedSettings): Finding[] {
  const area = "settings";
  const findings = SETTINGS.flatMap(({ key, default: usual }): Finding[] => {
    const origin = origins.get(key) ?? "default";
    if (origin === "default") return [];
    const value = JSON.stringify(valueOf(settings, key));
    const findings: Finding[] = [{
      area,
      level: "ok",
      text: message(`doctor.setting.${origin}`, { key, value }),
    }];
    const idle = NOT_YET_EFFECTIVE.includes(key) && value !== JSON.stringify(usual);
    if (idle) findings.push({ area, level: "warning", text: message("doctor.settingIdle", { key, value }) });
    return findings;
  });
  return findings.length > 0 ? findings : [{ area, level: "ok", text: message("doctor.settingsDefault") }];
}

/** The program, and whether its speech engine answers. */
export function checkRuntime({ deno, os, arch, engineFailure, translated }: RuntimeProbe): Finding[] {
  const area = "runtime";
  const program: Finding[] = [{ area, level: "ok", text: message("doctor.runtime", { deno, os, arch }) }];
  if (translated) program.push({ area, level: "ok", text: message("doctor.translated") });
  if (engineFailure === undefined) return program;
  if (engineFailure === null) return [...program, { area, level: "ok", text: message("doctor.engineWell") }];
  return [...program, {
    area,
    level: "problem",
    text: engineFailure,
    remedy: message("doctor.engineRemedy"),
  }];
}
