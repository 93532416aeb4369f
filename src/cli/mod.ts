/**
 * The command line: arguments in, an exit code out. Commands are one file each and load when asked for, so that
 * `--version` and `list` do not pay for the speech engine.
 *
 * @module
 */
export type { AppRequest, CliIo, Output, Program } from "./io.ts";
export { runCli } from "./run_cli.ts";
export { systemIo, type SystemIoOptions } from "./system_io.ts";
