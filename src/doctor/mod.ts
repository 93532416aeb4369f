/**
 * What `greffier doctor` looks at: small checks over a port of probes, so that they test without a machine.
 *
 * @module
 */
export type { DeliveryProbe } from "./delivery_checks.ts";
export { examine } from "./examine.ts";
export type { Area, Finding } from "./finding.ts";
export type { MicrophoneAccess } from "./microphone_access.ts";
export type {
  AutostartProbe,
  HomeProbe,
  LanguageModelProbe,
  ModelProbe,
  PlaceProbe,
  Probes,
  Refusal,
  RuntimeProbe,
  TaskProbe,
  TimesProbe,
} from "./probes.ts";
export { systemProbes, type SystemProbesOptions } from "./system_probes.ts";
