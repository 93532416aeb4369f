import assert from "node:assert/strict";
import { type Entry, parseListing } from "../../../src/capture/pulse/listing.ts";
import { programName, sinkInputsOf, systemAncestry } from "../../../src/capture/pulse/programs.ts";

// As `LC_ALL=C pactl list sink-inputs` prints it, shortened.
const INPUTS = parseListing(`Sink Input #12
	Sink: 0
	Format: pcm, format.sample_format = "\\"float32le\\""  format.rate = "48000"
	Properties:
		application.name = "Chromium"
		media.name = "Teams"
		application.process.id = "501"
		application.process.binary = "electron"

Sink Input #13
	Sink: 0
	Properties:
		application.name = "Firefox"
		media.name = "Playback"
		application.process.id = "3"
		application.process.binary = "firefox-bin"
		pipewire.access.portal.app_id = "org.mozilla.firefox"

Sink Input #14
	Sink: 0
	Properties:
		media.name = "cloche"`);

const family: Readonly<Record<number, readonly string[]>> = {
  501: ["electron", "electron", "teams-for-linux", "bash", "systemd"],
  // Of this machine, while the program's number is of its container.
  3: ["rcu_gp", "teams"],
};
const ancestry = (pid: number) => Promise.resolve(family[pid] ?? []);
const indexes = (entries: readonly Entry[]) => entries.map(({ index }) => index);

Deno.test("a program is found by what it says of itself, whatever the case", async () => {
  assert.deepEqual(indexes(await sinkInputsOf("FIREFOX", INPUTS, ancestry)), [13]);
  assert.deepEqual(indexes(await sinkInputsOf("org.mozilla", INPUTS, ancestry)), [13]);
  assert.deepEqual(indexes(await sinkInputsOf("chrom", INPUTS, ancestry)), [12]);
  assert.deepEqual(await sinkInputsOf(" ", INPUTS, ancestry), []);
});

Deno.test("a program is found by what started it, and not by the title of what it plays", async () => {
  assert.deepEqual(indexes(await sinkInputsOf("teams", INPUTS, ancestry)), [12]);
  assert.deepEqual(indexes(await sinkInputsOf("cloche", INPUTS, ancestry)), []);
});

Deno.test("a program has the name people know it by", () => {
  assert.deepEqual(INPUTS.map(programName), ["Chromium", "Firefox", "#14"]);
});

Deno.test("the system tells the names of a process and of those that started it", async () => {
  const names = await systemAncestry(Deno.pid);
  assert.ok(names.length > 2);
  assert.equal(names[1], Deno.execPath().split("/").at(-1));
  assert.deepEqual(await systemAncestry(2 ** 30), []);
  assert.deepEqual(await systemAncestry(NaN), []);
});
