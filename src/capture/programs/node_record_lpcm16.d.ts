/** The part of node-record-lpcm16 1.0.1 that is used here; the package has no types of its own. */
export interface RecorderOptions {
  /** In Hz. */
  readonly sampleRate: number;
  readonly channels: number;
  /** A file type of sox or arecord; `raw` has no header. */
  readonly audioType: string;
  /** Name of the device; the default one when left out. */
  readonly device?: string;
}

/** A command to spawn. */
export interface RecorderCommand {
  readonly cmd: string;
  readonly args: readonly (string | number)[];
  readonly spawnOptions?: { readonly env?: Readonly<Record<string, string>> };
}

/** The command line of one program that records, `recorders/sox.js` for example. */
declare const recorder: (options: RecorderOptions) => RecorderCommand;
export default recorder;
