import assert from "node:assert/strict";
import { join } from "node:path";
import { makePictures } from "../../docs/make_pictures.ts";

const DOCS = join(import.meta.dirname!, "..", "..", "docs");

/** Width and height of a PNG, in pixels: its header (https://www.w3.org/TR/png, 11.2.1). */
function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  assert.deepEqual([...png.subarray(1, 4)], [...new TextEncoder().encode("PNG")]);
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

Deno.test("the pictures of the pages can be made from the real program, and each that it shows is there", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const made = await makePictures(folder);
    for (const name of made) {
      const { width, height } = sizeOf(await Deno.readFile(join(folder, name)));
      assert.ok(width > 600 && height > 120, `${name}: ${width} × ${height}`);
    }
    const pages = ["guide.md", "../README.md", "../LISEZMOI.md"].map((page) =>
      Deno.readTextFile(join(DOCS, page))
    );
    const text = (await Promise.all(pages)).join("\n");
    const shown = Array.from(
      text.matchAll(/!\[[^\]]+\]\((?:docs\/)?pictures\/([^)]+)\)/g),
      ([, name]) => name,
    );
    for (const name of shown) sizeOf(await Deno.readFile(join(DOCS, "pictures", name)));
    assert.deepEqual(made.filter((name) => !shown.includes(name)), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
