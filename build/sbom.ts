import { Contrib, Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Carried, CARRIED_LIST } from "../src/asr/native_files.ts";
import type { BundledPackage } from "./packages.ts";
import { CARRIED_FOLDERS } from "./stage.ts";

/** What the list of parts is drawn up from. */
export interface SbomOptions {
  readonly version: string;
  readonly platform: string;
  /** Name of the executable. */
  readonly executable: string;
  readonly packages: readonly BundledPackage[];
  /** Version of Deno that is in the executable. */
  readonly deno: string;
  /** The folder the executable was made from. */
  readonly staged: string;
}

const KIND = Enums.ComponentType;

/** Everything in the executable, as CycloneDX 1.6 in JSON; the same parts give the same text. */
export async function sbom(options: SbomOptions): Promise<string> {
  const { version, platform, executable, packages, deno, staged } = options;
  const engine = packages.find(({ name }) => name === "onnxruntime-node")?.version;
  if (engine === undefined) throw new Error("onnxruntime-node is not in the bundle");
  const program = component(KIND.Application, "greffier", version, "MIT");
  program.description = `${executable} for ${platform}`;
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: program }) });
  const parts = [
    component(KIND.Framework, "deno", deno, "MIT", `pkg:github/denoland/deno@v${deno}`),
    ...packages.map(({ name, version, licence }) =>
      component(KIND.Library, name, version, licence, npmAddress(name, version))
    ),
    ...(await Promise.all(
      CARRIED_FOLDERS.map((folder) => carriedFiles(staged, folder, folder === "native" ? engine : version)),
    )).flat(),
  ];
  for (const part of parts) {
    bom.components.add(part);
    program.dependencies.add(part.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  // The serial number is a hash of the parts: a random one would be another in each build.
  const hash = createHash("sha256").update(serializer.serialize(bom, { sortLists: true })).digest("hex");
  bom.serialNumber = `urn:uuid:${uuidOf(hash)}`;
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

const licences = new Contrib.License.Factories.LicenseFactory((expression) => {
  // The licences in use are single ones: the list of them is in the library itself.
  throw new Error(`${expression} is no licence of the SPDX list`);
});

function component(
  kind: Enums.ComponentType,
  name: string,
  version: string,
  licence: string,
  purl?: string,
): Models.Component {
  const made = new Models.Component(kind, name, { version, bomRef: purl ?? `${name}@${version}`, purl });
  made.licenses.add(licences.makeFromString(licence));
  return made;
}

/** Package URL as https://github.com/package-url/purl-spec has it: the `@` of a scope is escaped. */
const npmAddress = (name: string, version: string) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** What each folder beside the bundle is. */
const FOLDERS: Readonly<Record<string, readonly [kind: Enums.ComponentType, about: string]>> = {
  "native": [KIND.Library, "ONNX Runtime"],
  "models": [KIND.MachineLearningModel, "the demo's model"],
  "demo/recordings": [KIND.Data, "a recording of the demo"],
};

async function carriedFiles(staged: string, folder: string, version: string): Promise<Models.Component[]> {
  const list = JSON.parse(await Deno.readTextFile(join(staged, folder, CARRIED_LIST))) as Carried;
  const [kind, about] = FOLDERS[folder]!;
  return list.files.map(({ path, sha256 }) => {
    const file = component(kind, `${folder}/${path}`, version, "MIT");
    file.description = about;
    file.hashes.set(Enums.HashAlgorithm["SHA-256"], sha256);
    return file;
  });
}

/** The first 16 bytes of a hash as a UUID of version 8 (RFC 9562). */
function uuidOf(hash: string): string {
  const groups = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return [...groups, hash.slice(20, 32)].join("-");
}
