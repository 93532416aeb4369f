/** The part of yazl 3.3 that is used here; the package has no types of its own. */
export class ZipFile {
  /** The bytes of the zip, for whoever reads them. */
  readonly outputStream: AsyncIterable<Uint8Array> & {
    destroy(error: Error): void;
    on(event: "error", listener: (error: Error) => void): void;
  };
  addBuffer(content: Buffer, nameInZip: string, options: EntryOptions): void;
  addReadStreamLazy(
    nameInZip: string,
    options: EntryOptions & { readonly size: number },
    open: (give: (error: Error | null, stream: NodeJS.ReadableStream) => void) => void,
  ): void;
  /** No more files will come. */
  end(): void;
  emit(event: "error", error: unknown): void;
  on(event: "error", listener: (error: Error) => void): void;
}

/** How a file is kept. */
export interface EntryOptions {
  readonly mtime: Date;
  /** Kind and rights, as `stat` has them. */
  readonly mode: number;
  /** 0 to 9. */
  readonly compressionLevel: number;
}
