/**
 * Settings: `greffier.json`, `GREFFIER_*` and flags become one checked value, each part knowing where it came from.
 *
 * @module
 */
export { type Format, Settings } from "./settings.ts";
