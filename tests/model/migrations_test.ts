import assert from "node:assert/strict";
import { type Migration, readRecord, SessionRecord, WindowsRecord } from "../../src/model/mod.ts";
import { z } from "../../src/schema.ts";

/** A record in its third version, and the two steps to it. */
const Third = z.object({ schema: z.literal(3), name: z.string(), seconds: z.number() });
const STEPS: Migration[] = [
  ({ title, ...rest }) => ({ ...rest, schema: 2, name: title }),
  ({ minutes, ...rest }) => ({ ...rest, schema: 3, seconds: Number(minutes) * 60 }),
];

const read = (value: unknown) => readRecord(Third, value, STEPS);

Deno.test("a record of any earlier version is brought to the present one, step by step", () => {
  const value = { schema: 3, name: "Point", seconds: 120 };
  for (
    const old of [
      { schema: 1, title: "Point", minutes: 2 },
      { schema: 2, name: "Point", minutes: 2 },
      value,
    ]
  ) {
    const copy = structuredClone(old);
    assert.deepEqual(read(old), { kind: "record", value });
    assert.deepEqual(old, copy);
  }
});

Deno.test("a record of a later version is known for one, whatever else it holds", () => {
  for (
    const value of [{ schema: 4 }, { schema: 4, name: "Point", seconds: 120 }, { schema: 99, seconds: "?" }]
  ) {
    assert.deepEqual(read(value), { kind: "newer" });
  }
});

Deno.test("what is no record is broken, never newer", () => {
  const values = [undefined, null, 7, "4", [], {}, { schema: "4" }, { schema: 3.5 }, { schema: 3, name: 7 }];
  for (const value of [...values, { schema: 0 }, { schema: -1 }, { schema: Number.NaN }]) {
    assert.deepEqual(read(value), { kind: "broken" }, JSON.stringify(value));
  }
});

Deno.test("a name too many where none may be added comes from a later program; a wrong value does not", () => {
  const Closed = z.object({ schema: z.literal(1), inside: z.strictObject({ a: z.number() }) });
  assert.deepEqual(readRecord(Closed, { schema: 1, inside: { a: 1, b: 2 } }), { kind: "newer" });
  assert.deepEqual(readRecord(Closed, { schema: 1, inside: { a: "1", b: 2 } }), { kind: "broken" });
});

Deno.test("every record of a meeting tells its version", () => {
  assert.deepEqual(readRecord(SessionRecord, { schema: 2 }), { kind: "newer" });
  assert.deepEqual(readRecord(WindowsRecord, { schema: 2 }), { kind: "newer" });
});
