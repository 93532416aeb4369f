import type { Transcriber } from "../asr/mod.ts";
import type { Pinned } from "../model/mod.ts";

/** Where stages get the speech engine that a session is pinned to. */
export interface EngineSource {
  of(pinned: Pick<Pinned, "model" | "settings">): Promise<Transcriber>;
}
