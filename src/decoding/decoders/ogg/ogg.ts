import type { ByteFeed } from "../byte_feed.ts";
import { type Decoded, type Sink, UnreadableError } from "../decoder.ts";
import { FlacInOgg } from "./flac_in_ogg.ts";
import { OpusInOgg } from "./opus_in_ogg.ts";
import { type OggPage, oggPages } from "./pages.ts";
import type { Track } from "./track.ts";
import { VorbisInOgg } from "./vorbis_in_ogg.ts";

/** Longest packet: pictures stand in those of comments. */
const MAX_PACKET_BYTES = 32 << 20;

/**
 * Decodes Opus, Vorbis and FLAC in Ogg (RFC 3533): of streams side by side the first with sound, of streams that follow
 * each other, as of recordings that were joined, all.
 */
export async function decodeOgg(feed: ByteFeed, sink: Sink): Promise<Decoded> {
  let truncated = false;
  let known = false;
  let current: { readonly serial: number; readonly track: Track; ended: boolean } | undefined;
  let open: Uint8Array[] = [];
  const close = async () => {
    if (!current) return;
    if (!current.ended) truncated = true;
    const { isShort } = await current.track.finish();
    truncated ||= isShort;
    current = undefined;
  };
  let damaged = false;
  for await (const page of oggPages(feed, () => damaged = truncated = true)) {
    if (page.first && (!current || current.ended || current.serial === page.serial)) {
      const track = page.parts.length > 0 ? trackOf(page.parts[0], sink) : undefined;
      if (track) {
        await close();
        current = { serial: page.serial, track, ended: false };
        known = true;
        open = [];
      }
    }
    if (page.serial !== current?.serial || current.ended) continue;
    if (damaged) open = [];
    const found = joined(page, open, damaged);
    damaged = false;
    open = found.open;
    await current.track.push({ packets: found.packets, granule: page.granule, last: page.last });
    current.ended = page.last;
  }
  await close();
  if (!known) throw new UnreadableError("no stream of Opus, Vorbis or FLAC");
  return { truncated };
}

function trackOf(packet: Uint8Array, sink: Sink): Track | undefined {
  const head = String.fromCharCode(...packet.subarray(0, 8));
  if (head === "OpusHead") return new OpusInOgg(packet, sink);
  if (head.startsWith("\x01vorbis")) return new VorbisInOgg(packet, sink);
  if (head.startsWith("\x7fFLAC")) return new FlacInOgg(packet, sink);
  return undefined;
}

/** The packets that end in a page, the first with what `before` held of it, and what goes on in the next. */
function joined(
  page: OggPage,
  before: readonly Uint8Array[],
  damaged: boolean,
): { readonly packets: Uint8Array[]; readonly open: Uint8Array[] } {
  const parts = [...page.parts];
  // The rest of a packet whose beginning was lost is of no use.
  if (page.continued && (damaged || before.length === 0)) parts.shift();
  else if (page.continued && parts.length > 0) parts[0] = concat([...before, parts[0]]);
  const tail = page.open ? parts.pop() : undefined;
  return { packets: parts, open: tail && tail.length <= MAX_PACKET_BYTES ? [tail] : [] };
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
