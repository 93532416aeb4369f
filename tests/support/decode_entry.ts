/** The smallest program that can decode: what `greffier __decode` does. */
import { runDecodeChild } from "../../src/decoding/mod.ts";

await runDecodeChild();
