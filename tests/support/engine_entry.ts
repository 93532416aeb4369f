/** The smallest program that can serve as the speech engine: what `greffier __engine` does. */
import { runEngineChild } from "../../src/asr/mod.ts";

await runEngineChild();
