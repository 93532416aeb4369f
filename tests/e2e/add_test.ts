import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { runProgram } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

Deno.test("add copies recordings from anywhere into the home, and run makes their reports", async () => {
  await using home = await temporaryHome();
  await using folder = await temporaryFolder();
  const recording = (seed: number, startedAt: string) => spokenWav({ seconds: 3, seed, startedAt });
  await Deno.writeFile(join(folder.path, "Appel d'été.wav"), recording(1, "2026-11-23T14:05:00"));
  await Deno.mkdir(join(folder.path, "Comité"));
  for (const part of [1, 2]) {
    await Deno.writeFile(
      join(folder.path, "Comité", `partie ${part}.wav`),
      recording(part + 1, "2026-11-23T16:05:00"),
    );
  }
  const greffier = (...args: string[]) => runProgram(checkoutProgram(), args, { home: home.path });

  const added = await greffier("add", join(folder.path, "Appel d'été.wav"), join(folder.path, "Comité"));
  assert.equal(added.code, 0, added.stderr);
  assert.match(added.stdout, /Ajouté\s: Appel d'été\.wav/);
  assert.match(added.stdout, /Ajouté\s: Comité \(2 enregistrements, .*\), une seule réunion/);
  assert.match(added.stdout, /greffier run/);

  const run = await greffier("run");
  assert.equal(run.code, 0, run.stdout + run.stderr);
  const ids = (await home.names("outbox")).filter((name) => /^\d{4}-/.test(name));
  assert.deepEqual(ids, ["2026-11-23_1405_appel-d-ete", "2026-11-23_1605_comite"]);
  assert.deepEqual(
    (await home.names("outbox", ids[1]!, "audio")).filter((name) => name.endsWith(".wav")),
    ["source-2.wav", "source.wav"],
  );
});
