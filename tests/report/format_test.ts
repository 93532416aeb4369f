import assert from "node:assert/strict";
import { dateText, lengthText, momentText, shareText } from "../../src/report/format.ts";

/** No-break spaces shown as `_`. */
const shown = (text: string) => text.replaceAll("\u00a0", "_");

Deno.test("a moment is minutes and seconds, with hours once there are some", () => {
  const table: readonly [number, string][] = [
    [0, "0:00"],
    [7.9, "0:07"],
    [754, "12:34"],
    [3599.99, "59:59"],
    [3600, "1:00:00"],
    [3754.2, "1:02:34"],
    [36_000, "10:00:00"],
    [-1, "0:00"],
  ];
  for (const [seconds, text] of table) assert.equal(momentText(seconds), text);
});

Deno.test("a length tells seconds only while they matter", () => {
  const table: readonly [number, string][] = [
    [0, "0_s"],
    [44.6, "44_s"],
    [59.7, "59_s"],
    [98, "1_min_38_s"],
    [1183.6, "19_min_43_s"],
    [2280, "38_min"],
    [3599, "59_min_59_s"],
    [3600, "1_h"],
    [5939, "1_h_38_min"],
    [14_400, "4_h"],
  ];
  for (const [seconds, text] of table) assert.equal(shown(lengthText(seconds)), text);
});

Deno.test("a length and the moment that ends it tell the same seconds", () => {
  for (const seconds of [0.4, 44.6, 98.6, 599.999, 1183.6, 3599.5]) {
    const [, minutes, rest] = /^(\d+):(\d+)$/.exec(momentText(seconds))!;
    const told = [...shown(lengthText(seconds)).matchAll(/(\d+)_(min|s)/g)].reduce(
      (sum, [, n, unit]) => sum + Number(n) * (unit === "min" ? 60 : 1),
      0,
    );
    assert.equal(told, Number(minutes) * 60 + Number(rest));
  }
});

Deno.test("a date is written as its language writes it", () => {
  assert.equal(shown(dateText("2026-11-23T14:05:00", "fr")), "23_novembre 2026 à 14_h_05");
  // Of a day whose hour nobody told.
  assert.equal(shown(dateText("2026-11-23T00:00:00", "fr")), "23_novembre 2026");
  assert.equal(shown(dateText("2026-11-23T00:00:00", "en")), "23_November 2026");
  assert.equal(shown(dateText("2026-11-23T00:00:07", "fr")), "23_novembre 2026 à 0_h_00");
  assert.equal(shown(dateText("2026-08-01T09:00:00", "fr")), "1er_août 2026 à 9_h_00");
  assert.equal(shown(dateText("2026-11-23T14:05:00", "en")), "23_November 2026 at 14:05");
});

Deno.test("a date of an unknown form is shown as it stands", () => {
  assert.equal(dateText("hier", "fr"), "hier");
  assert.equal(dateText("2026-13-01T00:00:00", "fr"), "2026-13-01T00:00:00");
});

Deno.test("all and nothing are said only of exactly all and nothing", () => {
  const table: readonly [number, number, string][] = [
    [0, 100, "0%"],
    [0.01, 100, "1%"],
    [50, 100, "50%"],
    [99.8, 100, "99%"],
    [100, 100, "100%"],
    [0, 0, "0%"],
  ];
  for (const [part, whole, text] of table) assert.equal(shareText(part, whole, "en"), text);
  assert.equal(shown(shareText(1, 2, "fr")), "50_%");
});
