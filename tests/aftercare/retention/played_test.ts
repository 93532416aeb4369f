import assert from "node:assert/strict";
import { join } from "node:path";
import { type ArchiveFormat, archiveWav } from "../../../src/archive/mod.ts";
import { diskFiles } from "../../../src/store/mod.ts";
import { currentTime, HOLD, inBrowser, open, playing, sought, source } from "../../report/opened_report.ts";
import { atlasMeeting } from "../../support/sample_report.ts";

for (const format of ["flac", "opus"] as ArchiveFormat[]) {
  Deno.test(`a report plays the right second of its audio as ${format}, and is not written anew for it`, () =>
    inBrowser(async (browser, folder) => {
      const { page } = await open(browser, folder, atlasMeeting());
      const original = join(folder, "audio", "source.wav");
      {
        await using reader = await diskFiles.openToRead(original);
        await using writer = await diskFiles.openToWrite(join(folder, "audio", `source.${format}`));
        await archiveWav(reader, writer, format, { name: "source.wav", program: "greffier test" });
      }
      await Deno.remove(original);
      await page.reload();
      await page.evaluate(HOLD);
      await page.getByRole("button", { name: "Écouter à 1:19" }).last().click();
      await sought(page);
      assert.match(await source(page), new RegExp(`source\\.${format}$`));
      const at = await currentTime(page);
      assert.ok(Math.abs(at - 79.4) < 0.3, `plays at ${at}`);
      await page.reload();
      await page.getByRole("button", { name: "Écouter à 1:19" }).last().click();
      await playing(page);
      assert.ok(await currentTime(page) >= 79.1);
    }));
}
