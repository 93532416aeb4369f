/**
 * Settings: `greffier.json`, `GREFFIER_*` and flags become one checked value, each part knowing where it came from.
 * The only reader of the environment.
 *
 * @module
 */
export { defaultSettingsFile, SETTINGS_FILE } from "./default_file.ts";
export {
  type Colours,
  type Environment,
  interpretEnvironment,
  type Keys,
  keysIn,
  oneDriveFoldersIn,
  parseLanguage,
  type Places,
  placesIn,
  type ProgramFolders,
  programFoldersIn,
  readEnvironment,
  readKeys,
  readOneDriveFolders,
  readPlaces,
  readProgramFolders,
  readSessionBus,
  readWebhookSecret,
  sessionBusIn,
  webhookSecretIn,
} from "./environment.ts";
export {
  BUILT_IN_PATTERNS,
  dayOf,
  type FileNamePattern,
  isPattern,
  readFileName,
  timeOf,
  type ToldByName,
  understandPattern,
} from "./file_name_pattern.ts";
export { SCHEMA_FILE, settingsJsonSchema } from "./json_schema.ts";
export {
  loadSettings,
  type Origin,
  type ResolvedSettings,
  type SettingFlag,
  SettingsError,
  type SettingsSources,
} from "./load_settings.ts";
export { isMailAddress } from "./mail_address.ts";
export { nearest } from "./nearest.ts";
export { type Place, placeInJson, withValue } from "./read_jsonc.ts";
export { settingOf, SETTINGS, valueOf } from "./setting_list.ts";
export { Format, NOT_YET_EFFECTIVE, Settings } from "./settings.ts";
export { withSettingsTables } from "./settings_page.ts";
