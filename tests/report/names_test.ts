import assert from "node:assert/strict";
import { channelNames, rename } from "../../src/report/names.ts";
import { meeting, supportCall } from "../support/sample_report.ts";

Deno.test("names are replaced as whole words, all at once, in the case they are written", () => {
  const table: readonly [string, Record<string, string>, string][] = [
    ["Paul écrit à Paula", { Paul: "Paul Martin" }, "Paul Martin écrit à Paula"],
    ["Paul Martin vient", { Paul: "Paul Martin" }, "Paul Martin vient"],
    ["Anne et Marc", { Anne: "Marc", Marc: "Anne" }, "Marc et Anne"],
    ["une vision claire de Claire", { Claire: "Claire Durand" }, "une vision claire de Claire Durand"],
    ["Éloi, Éloi.", { Éloi: "Eloy" }, "Eloy, Eloy."],
    ["a+b", { "a+b": "$&" }, "$&"],
    ["rien", {}, "rien"],
  ];
  for (const [text, names, renamed] of table) assert.equal(rename(text, names), renamed);
  assert.equal(rename("rien", undefined), "rien");
});

Deno.test("a mixed recording has no names, the two sides of a file have theirs, a person's come first", () => {
  const call = supportCall();
  assert.deepEqual(channelNames(meeting()), [null]);
  assert.deepEqual(channelNames(call), ["Voie gauche", "Voie droite"]);
  assert.deepEqual(channelNames({ ...call, language: "en" }), ["Left side", "Right side"]);
  assert.deepEqual(
    channelNames({ ...call, session: { ...call.session, origin: "recorded" } }),
    ["Moi", "Les autres"],
  );
  assert.deepEqual(channelNames({ ...call, corrections: { channels: { "1": "Client" } } }), [
    "Voie gauche",
    "Client",
  ]);
  assert.deepEqual(channelNames({ ...call, windows: undefined }), []);
});
