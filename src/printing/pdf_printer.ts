/** What printing a page needs. */
export interface PrintOptions {
  /** Absolute path of an empty folder for the browser's own files, which the caller removes. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

/** The port of the `print` stage to a program that prints pages. */
export interface PdfPrinter {
  /**
   * The PDF of a page, by its absolute path; undefined when no program is there that could print it. Throws a
   * `GreffierError` when there is one and it fails.
   */
  print(page: string, options: PrintOptions): Promise<Uint8Array | undefined>;
}

/** Prints nothing: as on a PC without a browser. */
export const NO_PRINTER: PdfPrinter = { print: () => Promise.resolve(undefined) };
