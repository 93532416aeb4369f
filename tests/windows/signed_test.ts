import assert from "node:assert/strict";
import { join } from "node:path";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import { ICON_SIZES } from "../../build/icon.ts";
import { filesOf } from "../../build/carried.ts";
import { sign } from "../../build/sign.ts";
import settings from "../../deno.json" with { type: "json" };
import { distribution } from "../support/distribution.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";
import { forWine, wine } from "../support/wine.ts";

const PASSWORD = "mot de passe d'essai";

Deno.test("what is given to Windows users is whole, dressed and signed, and runs", async () => {
  await using place = await temporaryFolder();
  const certificate = await selfMade(place.path);
  await using made = await distribution("windows-x64", { certificate, password: PASSWORD });
  const program = join(made.folder, "greffier.exe");

  assert.deepEqual(
    await filesOf(made.folder),
    [
      ...["LICENCES.txt", "LISEZMOI.txt", "SHA256SUMS", "greffier.cdx.json", "greffier.exe"],
      ...(await filesOf(join(import.meta.dirname!, "..", "..", "launchers"))).filter((name) =>
        name.endsWith(".bat")
      ),
    ].sort(),
  );
  for (const name of await filesOf(made.folder)) {
    if (!/\.(bat|txt)$/.test(name)) continue;
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await Deno.readFile(join(made.folder, name)),
    );
    assert.ok(!text.startsWith("\ufeff"), `${name} begins with a byte order mark`);
    assert.doesNotMatch(text, /(?<!\r)\n/, `${name} has lines that Windows' own programs do not see`);
  }

  const verified = await run("osslsigncode", ["verify", "-CAfile", join(place.path, "cert.pem"), program]);
  assert.match(verified, /Signature verification: ok/);

  const wrong = { certificate, password: "mauvais secret" };
  await assert.rejects(() => sign(program, wrong), (error) => {
    assert.ok(error instanceof Error && !error.message.includes(wrong.password), String(error));
    return true;
  });
  assert.ok(!(await filesOf(made.folder)).some((name) => name.endsWith(".signed")));

  const { entries } = NtExecutableResource.from(
    NtExecutable.from(await Deno.readFile(program), { ignoreCert: true }),
  );
  const [about] = Resource.VersionInfo.fromEntries(entries);
  const strings = about!.getStringValues({ lang: 0x040c, codepage: 1200 });
  assert.equal(strings.FileVersion, settings.version);
  assert.equal(strings.OriginalFilename, "greffier.exe");
  const groups = Resource.IconGroupEntry.fromEntries(entries);
  assert.deepEqual(groups.map(({ icons }) => icons.map(({ width }) => width || 256)), [ICON_SIZES]);

  // The copy for Wine differs in one name that the program imports: what the signature adds lies where it lay.
  const folder = join(place.path, "Signé");
  const signed = await forWine(folder, "greffier.exe", () => Deno.readFile(program));
  await Deno.mkdir(join(folder, "inbox"));
  await Deno.writeFile(join(folder, "inbox", "appel.wav"), spokenWav({ seconds: 3 }));
  await using windows = await wine({ compiled: false });
  const { command, args, variables } = windows.started(signed);
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, "run"],
    cwd: folder,
    clearEnv: true,
    env: { ...variables, GREFFIER_LANG: "fr", GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  assert.equal(code, 0, text.decode(stderr));
  assert.match(text.decode(stdout), /1 compte rendu prêt/);
});

/** A certificate for signing code that nobody vouches for: the .pfx, and cert.pem beside it. */
async function selfMade(folder: string): Promise<string> {
  const [key, cert, pfx] = ["key.pem", "cert.pem", "cert.pfx"].map((name) => join(folder, name));
  await run("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=greffier essai"],
    ...["-addext", "extendedKeyUsage=codeSigning", "-keyout", key!, "-out", cert!],
  ]);
  await run("openssl", [
    ...["pkcs12", "-export", "-inkey", key!, "-in", cert!, "-out", pfx!, "-passout", `pass:${PASSWORD}`],
  ]);
  return pfx!;
}

async function run(command: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], stdin: "null" })
    .output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  assert.ok(success, `${command} says:\n${text}`);
  return text;
}
