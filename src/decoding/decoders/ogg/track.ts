/** What of a page belongs to one stream: its packets that end there, and where they end. */
export interface PagePackets {
  readonly packets: readonly Uint8Array[];
  /** See {@linkcode OggPage.granule}. */
  readonly granule: number;
  /** Whether the stream ends with them. */
  readonly last: boolean;
}

/** Decodes one stream of an Ogg file. */
export interface Track {
  push(page: PagePackets): Promise<void>;
  /** Ends it; tells whether anything is missing. */
  finish(): Promise<{ readonly isShort: boolean }>;
}
