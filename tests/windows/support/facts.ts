/**
 * What Windows alone can show of the program, as tests: `unit_test.ts` has the Deno for Windows run them.
 * `GREFFIER_TEST_DRIVE` names a drive whose root is an empty folder.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { longestPath } from "../../../src/doctor/home_place.ts";
import { microphoneAccess } from "../../../src/doctor/microphone_access.ts";
import { textOf } from "../../../src/errors.ts";
import { diskFiles, homeLayout, isOnNetwork } from "../../../src/store/mod.ts";
import { driveKind, isElsewhere, isTranslated, readRegistry, wideString } from "../../../src/windows/mod.ts";
import { temporaryHome, testApp } from "../../support/home.ts";
import { flags, watchedRun } from "../../support/meeting.ts";
import { spokenWav } from "../../support/spoken_wav.ts";

async function registry(...args: string[]): Promise<void> {
  const { success } = await new Deno.Command("reg", { args, stdout: "null", stderr: "null" }).output();
  assert.ok(success, args.join(" "));
}

const OWN = "Software\\greffier-test";
const MICROPHONE =
  "Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone";

Deno.test("Windows: texts and numbers of the registry are read, and what is not there is nothing", async () => {
  await registry("add", `HKCU\\${OWN}`, "/v", "text", "/d", "Réunion n° 3", "/f");
  await registry("add", `HKCU\\${OWN}`, "/v", "number", "/t", "REG_DWORD", "/d", "7", "/f");
  try {
    assert.equal(readRegistry("HKCU", OWN, "text"), "Réunion n° 3");
    assert.equal(readRegistry("HKCU", OWN, "number"), 7);
    assert.equal(readRegistry("HKCU", OWN, "other"), undefined);
    assert.equal(readRegistry("HKLM", OWN, "text"), undefined);
    assert.equal(
      typeof readRegistry("HKLM", "Software\\Microsoft\\Windows NT\\CurrentVersion", "ProductName"),
      "string",
    );
  } finally {
    await registry("delete", `HKCU\\${OWN}`, "/f");
  }
});

Deno.test("Windows: doctor tells that the microphone is switched off, as the page Privacy does", async () => {
  await registry("add", `HKCU\\${MICROPHONE}`, "/v", "Value", "/d", "Deny", "/f");
  try {
    assert.equal(microphoneAccess(readRegistry), "denied");
    await using home = await temporaryHome();
    await using app = testApp(home);
    const findings = await app.doctor();
    assert.ok(findings.some(({ text }) => text.key === "doctor.microphone.denied"));
    await registry("add", `HKCU\\${MICROPHONE}`, "/v", "Value", "/d", "Allow", "/f");
    assert.equal(microphoneAccess(readRegistry), "allowed");
  } finally {
    await registry("delete", `HKCU\\${MICROPHONE}`, "/f");
  }
});

Deno.test("Windows: a drive of this PC is none of a server, a share always is", async () => {
  assert.equal(driveKind("C:\\"), "fixed");
  assert.equal(driveKind("Q:\\"), "none");
  assert.equal(await isOnNetwork("C:\\greffier"), false);
  assert.equal(await isOnNetwork("\\\\serveur\\équipe\\greffier"), true);
});

Deno.test("Windows: a file on this disk is not elsewhere, nor is one that is not there", async () => {
  const file = await Deno.makeTempFile();
  assert.equal(isElsewhere(file), false);
  await Deno.remove(file);
  assert.equal(isElsewhere(file), false);
  assert.equal(isTranslated(), false);
});

Deno.test("Windows: a meeting comes to its report in a home whose paths are longer than 260 characters", async () => {
  await using base = await temporaryHome();
  const parts = ["Réunions d'équipe (été)", "x".repeat(100), "y".repeat(90)];
  const path = join(base.path, ...parts);
  await Deno.mkdir(join(path, "inbox"), { recursive: true });
  assert.ok(longestPath(homeLayout(path).outbox) > 300);
  await Deno.writeFile(
    join(path, "inbox", "Point.wav"),
    spokenWav({ seconds: 12, startedAt: "2026-01-19T14:30:00" }),
  );
  const { drained } = await watchedRun({ path });
  assert.deepEqual(drained.waiting, []);
  const [{ folder }] = drained.published;
  assert.ok((await Deno.stat(join(folder, "report.md"))).size > 0);
  await using app = testApp({ path });
  const place = (await app.doctor()).filter(({ area }) => area === "place");
  assert.deepEqual(place.map(({ level, text }) => [level, text.key]), [["warning", "doctor.longForOthers"]]);
});

Deno.test("Windows: a home at the root of a drive works as any other", async () => {
  const path = Deno.env.get("GREFFIER_TEST_DRIVE")!;
  await using app = testApp({ path });
  await app.init();
  await Deno.writeFile(
    join(path, "inbox", "Point.wav"),
    spokenWav({ seconds: 12, startedAt: "2026-01-19T14:30:00" }),
  );
  const { drained } = await watchedRun({ path }, { flags: flags({ "output.formats": "markdown" }) });
  assert.deepEqual(drained.waiting, []);
  assert.equal(drained.published[0]!.folder, `${path}outbox\\2026-01-19_1430_point`);
  const findings = await app.doctor();
  assert.ok(findings.some(({ text }) => text.key === "doctor.placesWell"));
});

Deno.test("Windows: two names that differ by case alone are one file", async () => {
  await using home = await temporaryHome();
  await home.drop("A.wav", "one");
  await home.drop("a.WAV", "two");
  assert.deepEqual(await home.names("inbox"), ["A.wav"]);
  assert.equal(await home.text("inbox", "A.wav"), "two");
  assert.ok(await diskFiles.stat(join(home.path, "INBOX", "a.wav")));
});

Deno.test("Windows: of a file that another program holds, the sentence says which and what to do", async () => {
  await using home = await temporaryHome();
  await home.drop("Tenu.wav", "held");
  const path = join(home.path, "inbox", "Tenu.wav");
  const kernel = Deno.dlopen("kernel32.dll", {
    CreateFileW: {
      parameters: ["buffer", "u32", "u32", "pointer", "u32", "u32", "pointer"],
      result: "pointer",
    },
    CloseHandle: { parameters: ["pointer"], result: "i32" },
  });
  // GENERIC_READ, shared with nobody, OPEN_EXISTING: as programs hold what they work on.
  const handle = kernel.symbols.CreateFileW(wideString(path), 0x8000_0000, 0, null, 3, 0, null);
  try {
    await assert.rejects(diskFiles.rename(path, `${path}.taken`, { patienceMs: 0 }), (error) => {
      const { key, values } = textOf(error);
      return key === "system.at.busy" && values.path === `${path}.taken`;
    });
    await assert.rejects(diskFiles.read(path), (error) => textOf(error).key === "system.at.busy");
  } finally {
    kernel.symbols.CloseHandle(handle);
    kernel.close();
  }
  assert.equal(await home.text("inbox", "Tenu.wav"), "held");
});
