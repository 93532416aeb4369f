import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { Side } from "../../model/mod.ts";
import type { AudioDevice, AudioStream, LossReason } from "../audio_source.ts";
import { unknownDevice } from "../unknown_device.ts";
import { HResultError } from "../../windows/mod.ts";
import type { CaptureClient, CoreAudio, Endpoint, Role } from "./core_audio.ts";
import { parseMixFormat } from "./mix_format.ts";
import { findProgram } from "./processes.ts";
import { nothingOf } from "./refusals.ts";

/** A way to hear what was asked for: one thing, or several at once. */
export interface Choice {
  readonly device: AudioStream["device"];
  /** More than one: what they hear is mixed. */
  readonly parts: readonly [Part, ...Part[]];
}

/** One thing that Windows lets hear. */
export interface Part {
  readonly device: AudioStream["device"];
  readonly open: () => CaptureClient | Promise<CaptureClient>;
  /** Why it should not be heard any more; null while it should. */
  readonly watch: () => LossReason | null;
  /** Whether the device is there. */
  readonly isActive: () => boolean;
  /** How long packets may gather, in milliseconds. */
  readonly gatherMs: number;
}

const ROLES: readonly Role[] = ["default", "communications"];

/** One wake for several packets of a hundredth of a second; little beside the two seconds that an endpoint buffers. */
const GATHER_MS = 30;

/** A process loopback was seen to buffer one hundredth of a second, whatever it was asked for. */
const NO_GATHERING_MS = 0;

/** Whether a program still runs is looked at this often: it takes a list of all that runs. */
const PROGRAM_MS = 2_000;

export const flowOf = (side: Side): AudioDevice["flow"] => side === "microphone" ? "input" : "output";

/** Every device that is there. */
export function devicesOf(core: CoreAudio): readonly AudioDevice[] {
  const defaults = (["input", "output"] as const).flatMap((flow) =>
    ROLES.map((role) => ({ flow, role, id: core.defaultEndpoint(flow, role) }))
  );
  return core.endpoints().map(({ id, name, flow }) => ({
    id,
    name,
    flow,
    roles: defaults.filter((one) => one.flow === flow && one.id === id).map(({ role }) => role),
    format: formatOf(core, id),
  }));
}

function formatOf(core: CoreAudio, id: string): AudioDevice["format"] {
  try {
    return parseMixFormat(core.mixFormat(id))?.format ?? null;
  } catch (error) {
    if (error instanceof HResultError) return null;
    throw error;
  }
}

/** The device of that id. Throws when there is none of that side. */
export function chosenDevice(core: CoreAudio, side: Side, id: string): Choice {
  const found = core.endpoint(id);
  if (found?.flow !== flowOf(side)) {
    const others = core.endpoints().filter(({ flow }) => flow === flowOf(side));
    throw unknownDevice(id, others.flatMap(({ id, name }) => [id, name]));
  }
  if (!core.isActive(id)) throw new GreffierError(message("capture.lost.unplugged", { device: found.name }));
  return alone(ofEndpoint(core, side, found, []));
}

/**
 * What a side is without a device asked for: the first of these that opens.
 *
 * The communications role decides: telephony programs take it, and a headset is put there. Where an output's two roles
 * are two devices, a meeting may play on either: both are heard, each with the two seconds that Windows buffers of a
 * device, and the name names both. Not a process loopback of all but this program, though it hears every device at once:
 * it buffers a hundredth of a second, so a busy PC would lose sound. Where one of the two cannot be opened, the
 * communications device is heard, and the name says so.
 */
export function followedDefault(core: CoreAudio, side: Side): readonly Choice[] {
  const flow = flowOf(side);
  const [usual, calls] = ROLES.map((role) => core.defaultEndpoint(flow, role));
  const id = calls ?? usual;
  const device = id === null ? null : core.endpoint(id);
  if (id === null || device === null) throw nothingOf(side);
  if (side === "microphone") return [alone(ofEndpoint(core, side, device, ["communications"]))];
  if (usual === null || usual === id) return [alone(ofEndpoint(core, side, device, ROLES))];
  const ofCalls = ofEndpoint(core, side, device, ["communications"]);
  const other = core.endpoint(usual);
  if (other === null) return [alone(ofCalls)];
  return [
    {
      device: { id: `${id}+${usual}`, name: `${device.name} + ${other.name}` },
      parts: [ofCalls, ofEndpoint(core, side, other, ["default"])],
    },
    alone(ofCalls),
  ];
}

const alone = (part: Part): Choice => ({ device: part.device, parts: [part] });

/** What one program and its children play. Throws when none of that name runs. */
export function chosenProgram(core: CoreAudio, part: string, clock: Clock): Choice {
  const program = findProgram(part, core.processes(), core.playing());
  if (!program) throw new GreffierError(message("capture.processUnknown", { found: part }));
  let lookedAt = clock.monotonic();
  return alone({
    device: { id: `process:${program.id}`, name: program.name },
    open: () => core.openProcess(program.id),
    watch() {
      if (clock.monotonic() - lookedAt < PROGRAM_MS) return null;
      lookedAt = clock.monotonic();
      const runs = core.processes().some(({ id, name }) => id === program.id && name === program.name);
      return runs ? null : "unplugged";
    },
    isActive: () => true,
    gatherMs: NO_GATHERING_MS,
  });
}

/** Whether the devices of these roles are still those that they were when this was called. */
function rolesAsNow(core: CoreAudio, flow: Endpoint["flow"], roles: readonly Role[]): () => boolean {
  const before = roles.map((role) => core.defaultEndpoint(flow, role));
  return () => roles.every((role, at) => core.defaultEndpoint(flow, role) === before[at]);
}

/** One device, heard as long as these roles stay where they are. */
function ofEndpoint(
  core: CoreAudio,
  side: Side,
  { id, name, flow }: Endpoint,
  roles: readonly Role[],
): Part {
  const isActive = () => core.isActive(id);
  const haveStayed = rolesAsNow(core, flow, roles);
  return {
    device: { id, name },
    open: () => core.openEndpoint(id, { loopback: side === "system" }),
    watch() {
      if (!isActive()) return "unplugged";
      return haveStayed() ? null : "default-moved";
    },
    isActive,
    gatherMs: GATHER_MS,
  };
}
