import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeHead, type Frame, MAX_PAYLOAD, readFrames } from "../../src/asr/frames.ts";

function bytesOf(header: unknown, payload: Uint8Array): Uint8Array {
  const head = encodeHead(header, payload.length);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** `bytes` as they come through a pipe: in pieces that end anywhere. */
function piped(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let n = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const size = sizes.length === 0 ? bytes.length : sizes[n++ % sizes.length];
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function read(stream: ReadableStream<Uint8Array>): Promise<{ frames: Frame[]; stray: number[] }> {
  const stray: number[] = [];
  const frames: Frame[] = [];
  for await (const frame of readFrames(stream, (bytes) => stray.push(...bytes))) frames.push(frame);
  return { frames, stray };
}

const content = fc.record({ header: fc.jsonValue(), payload: fc.uint8Array({ maxLength: 40 }) });

Deno.test("frames come out as they went in, wherever the pipe cuts them and whatever is printed between them", async () => {
  const print = fc.string({ maxLength: 20 }).map((text) => new TextEncoder().encode(text));
  await fc.assert(fc.asyncProperty(
    fc.array(fc.tuple(print, content), { maxLength: 5 }),
    fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
    async (parts, sizes) => {
      const all = parts.flatMap(([text, { header, payload }]) => [...text, ...bytesOf(header, payload)]);
      const { frames, stray } = await read(piped(Uint8Array.from(all), sizes));
      assert.deepEqual(
        frames.map(({ header, payload }) => ({ header, payload: [...payload] })),
        parts.map(([, { header, payload }]) => ({
          header: JSON.parse(JSON.stringify(header)),
          payload: [...payload],
        })),
      );
      assert.deepEqual(stray, parts.flatMap(([text]) => [...text]));
    },
  ));
});

Deno.test("half a beginning of a frame is stray, and the frame after it is read", async () => {
  const frame = bytesOf({ n: 1 }, Uint8Array.of(7));
  const { frames, stray } = await read(piped(Uint8Array.from([...frame.subarray(0, 6), ...frame]), [5]));
  assert.deepEqual(frames, [{ header: { n: 1 }, payload: Uint8Array.of(7) }]);
  assert.equal(stray.length, 6);
});

Deno.test("a frame that ends early is none", async () => {
  const frame = bytesOf({ n: 1 }, Uint8Array.of(1, 2, 3));
  const { frames } = await read(piped(frame.slice(0, -1), []));
  assert.deepEqual(frames, []);
});

Deno.test("lengths that no frame has are refused before anything is allocated", async () => {
  for (const at of [8, 12]) {
    const frame = bytesOf({ n: 1 }, Uint8Array.of(1));
    new DataView(frame.buffer).setUint32(at, 0xffff_fff0, true);
    await assert.rejects(read(piped(frame, [])), SyntaxError);
  }
  assert.throws(() => encodeHead({}, MAX_PAYLOAD + 1), RangeError);
  assert.throws(() => encodeHead("x".repeat(2 << 20)), RangeError);
});

Deno.test("a header that is not JSON is refused", async () => {
  const frame = bytesOf("abc", new Uint8Array());
  frame[frame.length - 1] = 0x20;
  await assert.rejects(read(piped(frame, [])), SyntaxError);
});
