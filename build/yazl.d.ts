/** The part of yazl 3.3 that is used here; the package has no types of its own. */
export class ZipFile {
  /** The bytes of the zip, for whoever reads them. */
  readonly outputStream: NodeJS.ReadableStream;
  addFile(path: string, nameInZip: string, options: FileOptions): void;
  /** No more files will come. */
  end(): void;
}

/** How a file is kept. */
export interface FileOptions {
  readonly mtime: Date;
  /** Write the time in no time zone, to two seconds, and nothing else of it. */
  readonly forceDosTimestamp: boolean;
  /** Kind and rights, as `stat` has them. */
  readonly mode: number;
  /** 0 to 9. */
  readonly compressionLevel: number;
}
