import { OggWriter } from "./ogg_writer.ts";
import type { SoundEncoder, SoundSink } from "./sound_encoder.ts";

/** The rate of what is given, in Hz. */
const RATE = 16_000;

/** Ogg counts Opus at 48 kHz, whatever was given: RFC 7845, section 4. */
const PER_SAMPLE = 48_000 / RATE;

/** Samples of a packet: 20 ms. */
const FRAME = RATE / 50;

/** Packets of a page: a second, so that a player finds its place to the second without reading on. */
const PACKETS = 50;

/** Bits a second of each channel: speech stays clear, and Whisper hears it as well. */
const BITRATE = 32_000;

/** Requests to the encoder, as `opus_defines.h` numbers them. */
const SET_BITRATE = 4002, GET_LOOKAHEAD = 4027;

/** Ogg streams are told apart by a number; each of these files holds one. */
const SERIAL = 0x67726566;

/** What is used of the wrapped libopus. */
interface OpusEncoder {
  ctl(request: number, value?: number): number;
  encode(pcm: Uint8Array): Uint8Array;
  drop(): void;
}

/**
 * Writes Ogg Opus (RFC 6716, RFC 7845) from 16 kHz sound of one or two channels: 32 kb/s a channel, 15 MB for an hour of one.
 * What plays is as long as what was given, to the sample.
 */
export async function createOpusEncoder(
  sink: SoundSink,
  { channels, program }: { readonly channels: 1 | 2; readonly program: string },
): Promise<SoundEncoder> {
  // CommonJS: a bundler hands it over as the default export alone.
  const { default: { Encoder } } = await import("@evan/opus") as unknown as {
    default: {
      Encoder: new (options: { channels: number; sample_rate: number; application: string }) => OpusEncoder;
    };
  };
  const encoder = new Encoder({ channels, sample_rate: RATE, application: "voip" });
  encoder.ctl(SET_BITRATE, BITRATE * channels);
  const lookahead = encoder.ctl(GET_LOOKAHEAD);
  const skip = lookahead * PER_SAMPLE;
  const ogg = new OggWriter(sink, SERIAL);
  const frame = new Int16Array(FRAME * channels);
  let filled = 0, frames = 0, packets = 0, inPage = 0;
  let begun = false;
  /** Written once the next is known, for the last one of a stream is marked. */
  let held: Uint8Array | undefined;

  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    ogg.add(opusHead(channels, skip));
    await ogg.endPage(0);
    ogg.add(opusTags(program));
    await ogg.endPage(0);
  }

  async function take(packet: Uint8Array): Promise<void> {
    if (held) {
      if (inPage === PACKETS || !ogg.hasRoom(held.length)) {
        await ogg.endPage(packets * FRAME * PER_SAMPLE);
        inPage = 0;
      }
      ogg.add(held);
      packets++;
      inPage++;
    }
    held = packet;
  }

  const encode = async () => {
    filled = 0;
    await take(encoder.encode(new Uint8Array(frame.buffer)));
  };

  return {
    async write(block) {
      await begin();
      const length = block[0]?.length ?? 0;
      for (let i = 0; i < length; i++) {
        for (let c = 0; c < channels; c++) {
          frame[filled * channels + c] = Math.max(-32768, Math.min(32767, Math.round(block[c][i] * 32768)));
        }
        if (++filled === FRAME) await encode();
      }
      frames += length;
    },
    async finish() {
      await begin();
      // The encoder is behind by its lookahead: silence brings out the rest, and the last page says where the sound ends.
      const wanted = Math.max(1, Math.ceil((frames + lookahead) / FRAME));
      while (packets + (held ? 1 : 0) < wanted) {
        frame.fill(0, filled * channels);
        await encode();
      }
      if (held) await take(held);
      await ogg.endPage(skip + frames * PER_SAMPLE, { last: true });
      encoder.drop();
      return { frames };
    },
  };
}

/** RFC 7845, section 5.1. */
function opusHead(channels: number, skip: number): Uint8Array {
  const head = new Uint8Array(19);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode("OpusHead"));
  head[8] = 1;
  head[9] = channels;
  view.setUint16(10, skip, true);
  view.setUint32(12, RATE, true);
  return head;
}

/** RFC 7845, section 5.2. */
function opusTags(program: string): Uint8Array {
  const vendor = new TextEncoder().encode(program);
  const tags = new Uint8Array(8 + 4 + vendor.length + 4);
  tags.set(new TextEncoder().encode("OpusTags"));
  new DataView(tags.buffer).setUint32(8, vendor.length, true);
  tags.set(vendor, 12);
  return tags;
}
