import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { countedZip, LARGEST_ZIP } from "../../build/account.ts";
import { filesOf } from "../../build/carried.ts";
import { announce } from "../../build/distribute.ts";
import { BUNDLE } from "../../build/bundle.ts";
import { isCode } from "../../build/stage.ts";
import { hostTarget, TARGETS } from "../../build/targets.ts";
import { tryOut } from "../../build/try_out.ts";
import { zipFolder } from "../../build/zip.ts";
import settings from "../../deno.json" with { type: "json" };
import { DEMO_RECORDINGS } from "../../src/cli/commands/demo.ts";
import { compiler } from "../support/compiler.ts";
import { distribution, type MadeDistribution } from "../support/distribution.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");
const PLATFORM = hostTarget();
const TARGET = TARGETS[PLATFORM]!;

let made: MadeDistribution;
Deno.test.beforeAll(async () => {
  made = await distribution(PLATFORM);
});
Deno.test.afterAll(async () => await made?.[Symbol.asyncDispose]());

/** What is in the executable besides code: anything else is a mistake of the build. */
const PACKED = [
  "demo/recordings/carried.json",
  ...DEMO_RECORDINGS.map((name) => `demo/recordings/${name}.br`),
  "models/carried.json",
  ...[
    ...["SHA256SUMS", "config.json", "generation_config.json", "onnx/decoder_model_merged_quantized.onnx"],
    ...["onnx/encoder_model_quantized.onnx", "preprocessor_config.json", "special_tokens_map.json"],
    ...["tokenizer.json", "tokenizer_config.json"],
  ].map((name) => `models/greffier-demo/${name}.br`),
  "native/carried.json",
  ...TARGET.nativeFiles.map((name) => `native/${name}.br`),
];

/** The npm packages in it. One that comes with an update of another is to be seen here first. */
const PACKAGES = [
  ..."@alexanderolsen/libsamplerate-js @eshaz/web-worker @evan/opus @huggingface/transformers".split(" "),
  ..."@logtape/file @logtape/logtape @logtape/redaction @orama/stemmers".split(" "),
  ..."@wasm-audio-decoders/common @wasm-audio-decoders/ogg-vorbis ansi-regex buffer-crc32".split(" "),
  ..."chokidar cli-progress commander dbus-native docx emoji-regex eta fastest-levenshtein".split(" "),
  ..."ical-generator is-fullwidth-code-point is-network-error jsonc-parser node-record-lpcm16".split(" "),
  ..."nodemailer ollama onnxruntime-common onnxruntime-node opus-decoder p-retry readdirp sax".split(" "),
  ..."simple-yenc string-width strip-ansi whatwg-fetch xml2js xmlbuilder yazl zod".split(" "),
];

Deno.test("what is packed is what the program needs, for its platform alone", async () => {
  const files = await filesOf(made.staged);
  assert.deepEqual(files.filter((file) => !isCode(file)), PACKED.toSorted());
  for (const file of files.filter(isCode)) assert.match(file, /^(bundle|[\w-]+-[A-Z0-9]{8})\.mjs$/);
  assert.ok(files.includes(BUNDLE));
  // Their times go into the executable, which must not change with the hour it is made at.
  const times = await Promise.all(
    files.map(async (file) => (await Deno.stat(join(made.staged, file))).mtime),
  );
  assert.equal(new Set(times.map((time) => time?.getTime())).size, 1);
  assert.deepEqual(made.parts.packages.map(({ name }) => name).sort(), PACKAGES.toSorted());
});

Deno.test("nothing of the building machine, of the tests or of a debugger is packed", async () => {
  const files = (await filesOf(made.staged)).filter(isCode);
  const code = (await Promise.all(files.map((file) => Deno.readTextFile(join(made.staged, file))))).join(
    "\n",
  );
  const strange = [
    CHECKOUT,
    ...["HOME", "USERPROFILE"].map((name) => Deno.env.get(name)).filter((path) => path && path.length > 3),
    ...["sourceMappingURL", "tests/support", "tests/build", 'ort-wasm-simd-threaded.wasm"', "libvips"],
  ].filter((text) => text !== undefined);
  for (const text of strange) assert.ok(!code.includes(text), `the code holds ${text}`);
  const inputs = code.matchAll(/"(?:\.\.?\/)*(?:tests|bench|build)\/[\w/.-]+\.ts"/g);
  assert.deepEqual(Array.from(inputs, ([path]) => path), []);
  const program = Buffer.from(await Deno.readFile(join(made.folder, TARGET.executable)));
  for (const text of [CHECKOUT, "greffier-build-", "greffier-dist-"]) {
    assert.equal(program.indexOf(text), -1, `the executable holds ${text}`);
  }
});

Deno.test("beside the executable lie what to read, the licences, the parts and the hashes", async () => {
  const launchers = TARGET.os === "windows" ? await filesOf(join(CHECKOUT, "launchers")) : [];
  assert.deepEqual(
    await filesOf(made.folder),
    ["LICENCES.txt", "LISEZMOI.txt", "SHA256SUMS", TARGET.executable, "greffier.cdx.json", ...launchers]
      .sort(),
  );
  const listed = (await Deno.readTextFile(join(made.folder, "SHA256SUMS"))).trimEnd().split("\n");
  assert.equal(listed.length, (await filesOf(made.folder)).length - 1);
  for (const line of listed) {
    const [hash, name] = line.split("  ");
    const content = await Deno.readFile(join(made.folder, name!));
    assert.equal(createHash("sha256").update(content).digest("hex"), hash, name);
  }
});

Deno.test("every package in the executable has its licence in full", async () => {
  const text = await Deno.readTextFile(join(made.folder, "LICENCES.txt"));
  const titles = Array.from(text.matchAll(/^={78}\n(.+)\n={78}$/gm), ([, title]) => title!);
  assert.ok(titles[0]?.startsWith(`greffier ${settings.version}`));
  assert.ok(
    titles.some((title) => title.startsWith("Deno")) && titles.some((title) => title.startsWith("ONNX")),
  );
  for (const { name, version, licence } of made.parts.packages) {
    assert.ok(titles.includes(`${name} ${version} (${licence})`), name);
  }
  for (const section of text.split(/^={78}\n.+\n={78}$/m).slice(1)) {
    assert.match(section, /copyright|Apache License/i);
    assert.ok(section.length > 500, section);
  }
});

Deno.test("the list of parts is CycloneDX by its own schema, and names every package and file", async () => {
  const text = await Deno.readTextFile(join(made.folder, "greffier.cdx.json"));
  const validate = await cycloneDx();
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...JSON.parse(text), bomFormat: "other" }));
  const { components, metadata } = JSON.parse(text) as {
    readonly components: readonly { readonly name: string; readonly version: string }[];
    readonly metadata: { readonly component: { readonly version: string } };
  };
  assert.equal(metadata.component.version, settings.version);
  const files = PACKED.filter((path) => path.endsWith(".br")).map((path) => path.slice(0, -".br".length));
  assert.deepEqual(components.map(({ name }) => name).sort(), ["deno", ...PACKAGES, ...files].sort());
});

Deno.test("the zip unpacks to the same files, and the program may be run", async () => {
  await using place = await temporaryFolder();
  const unpacked = await python(
    "import sys, zipfile\n" +
      "with zipfile.ZipFile(sys.argv[1]) as z:\n" +
      "  z.extractall(sys.argv[2])\n" +
      "  print('\\n'.join(f'{i.external_attr >> 16:o} {i.filename}' for i in z.infolist()))",
    [made.zip, place.path],
  );
  const files = await filesOf(made.folder);
  assert.deepEqual(
    unpacked.trimEnd().split("\n"),
    files.map((name) => `${name === TARGET.executable ? "100755" : "100644"} ${made.name}/${name}`),
  );
  for (const name of files.filter((name) => name !== TARGET.executable)) {
    const [before, after] = await Promise.all(
      [made.folder, join(place.path, made.name)].map((folder) => Deno.readFile(join(folder, name))),
    );
    assert.deepEqual(after, before, name);
  }
});

Deno.test("the same folder gives the same zip, whenever it is made", async () => {
  await using place = await temporaryFolder();
  const folder = join(place.path, "dossier");
  await Deno.mkdir(folder);
  await Deno.writeTextFile(join(folder, "é.txt"), "texte");
  await Deno.writeTextFile(join(folder, "a"), "1".repeat(1000));
  const zips: Uint8Array[] = [];
  for (const time of [1e9, 1.7e9]) {
    for (const name of ["a", "é.txt"]) await Deno.utime(join(folder, name), time, time);
    await zipFolder(folder, join(place.path, "z.zip"), { name: "dossier" });
    zips.push(await Deno.readFile(join(place.path, "z.zip")));
  }
  assert.deepEqual(zips[0], zips[1]);
});

Deno.test("latest.json lists the zips of a version, and those of another are forgotten", async () => {
  await using place = await temporaryFolder();
  const read = async () => JSON.parse(await Deno.readTextFile(join(place.path, "latest.json")));
  const zip = (name: string) => join(place.path, name);
  const about = { version: "1.0.0", released: "2026-11-23", notes: "" };
  await Deno.writeTextFile(zip("a.zip"), "abc");
  await Deno.writeTextFile(zip("b.zip"), "d");
  await announce(zip("b.zip"), { ...about, notes: "Nouveau", platform: "linux-x64" });
  await announce(zip("a.zip"), { ...about, platform: "windows-x64" });
  await announce(zip("a.zip"), { ...about, platform: "windows-x64" });
  const { files, ...rest } = await read();
  assert.deepEqual(rest, { version: "1.0.0", released: "2026-11-23", notes: "Nouveau" });
  assert.deepEqual(files[0], {
    name: "a.zip",
    bytes: 3,
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    platform: "windows-x64",
  });
  assert.deepEqual(files.map(({ name }: { name: string }) => name), ["a.zip", "b.zip"]);
  await announce(zip("a.zip"), { ...about, version: "1.1.0", platform: "windows-x64" });
  assert.equal((await read()).files.length, 1);
});

Deno.test("the account of sizes adds up to the zip, and the program itself is a small download", async () => {
  const sizes = await made.sizes();
  const zipped = sizes.reduce((sum, part) => sum + part.zipped, 0);
  assert.equal(zipped, (await Deno.stat(made.zip)).size);
  assert.deepEqual(sizes.filter(({ raw, zipped }) => raw <= 0 || zipped <= 0), []);
  const demo = sizes.filter(({ part }) => ["models", "demo/recordings"].includes(part));
  assert.equal(demo.length, 2);
  assert.equal(countedZip(sizes), zipped - demo[0]!.zipped - demo[1]!.zipped);
  // Compressed in haste, as tests do; a release is an eighth smaller.
  assert.ok(countedZip(sizes) < 1.15 * LARGEST_ZIP, `${countedZip(sizes)} bytes`);
});

Deno.test("what was built is tried in a folder of its own, and a program that hears nothing is found out", async () => {
  await tryOut(join(made.folder, TARGET.executable));
  const { deno = Deno.execPath() } = await compiler();
  await assert.rejects(() => tryOut(deno), /ended with/);
});

/** The schemas come with the library that writes the list; its own validator wants more packages than it is worth. */
async function cycloneDx() {
  const library = fileURLToPath(import.meta.resolve("@cyclonedx/cyclonedx-library"));
  const schemas = join(library, "..", "..", "res", "schema");
  const schema = async (name: string) =>
    JSON.parse(await Deno.readTextFile(join(schemas, `${name}.SNAPSHOT.schema.json`)));
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) {
    ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(await schema("bom-1.6"));
}

async function python(program: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("python3", { args: ["-c", program, ...args] })
    .output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
