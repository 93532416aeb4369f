/**
 * Settings: `greffier.json`, `GREFFIER_*` and flags become one checked value, each part knowing where it came from.
 * The only reader of the environment.
 *
 * @module
 */
export { defaultSettingsFile, SETTINGS_FILE } from "./default_file.ts";
export {
  type Environment,
  interpretEnvironment,
  type Keys,
  keysIn,
  oneDriveFoldersIn,
  parseLanguage,
  type Places,
  placesIn,
  readEnvironment,
  readKeys,
  readOneDriveFolders,
  readPlaces,
  readSessionBus,
  sessionBusIn,
} from "./environment.ts";
export { SCHEMA_FILE, settingsJsonSchema } from "./json_schema.ts";
export {
  loadSettings,
  type Origin,
  type ResolvedSettings,
  type SettingFlag,
  SettingsError,
  type SettingsSources,
} from "./load_settings.ts";
export { nearest } from "./nearest.ts";
export { withValue } from "./read_jsonc.ts";
export { settingOf, SETTINGS, valueOf } from "./setting_list.ts";
export { type Format, NOT_YET_EFFECTIVE, Settings } from "./settings.ts";
export { withSettingsTables } from "./settings_page.ts";
