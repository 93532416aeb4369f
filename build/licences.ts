import { join } from "node:path";
import type { BundledPackage } from "./packages.ts";

const CHECKOUT = join(import.meta.dirname!, "..");
const TEXTS = join(import.meta.dirname!, "texts");
const RULE = "=".repeat(78);

/** Packages of one licence whose archives hold no copy of it. */
const KEPT: Readonly<Record<string, string>> = {
  "@wasm-audio-decoders/common": "wasm-audio-decoders.txt",
  "@wasm-audio-decoders/ogg-vorbis": "wasm-audio-decoders.txt",
  "opus-decoder": "wasm-audio-decoders.txt",
  "onnxruntime-common": "onnxruntime.txt",
  "onnxruntime-node": "onnxruntime.txt",
};

/** What is in the executable besides npm packages. */
async function others(version: string): Promise<readonly Section[]> {
  const own = await Deno.readTextFile(join(CHECKOUT, "LICENSE"));
  const kept = (file: string) => Deno.readTextFile(join(TEXTS, file));
  return [
    { title: `greffier ${version}, with the model greffier-demo and the demo's recordings`, text: own },
    {
      title: "Deno, which runs the program",
      text: `${await kept("deno.txt")}\n` +
        "Deno holds V8 (BSD-3-Clause) and other free software; each is named, with its licence, in\n" +
        "https://github.com/denoland/deno\n",
    },
    {
      title:
        "ONNX Runtime, the native library that runs the models (and a part of it inside transformers.js)",
      text: `${await kept("onnxruntime.txt")}\n` +
        "ONNX Runtime holds other free software; each is named, with its licence, in\n" +
        "https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt\n",
    },
    {
      title: "libopus and libvorbis, which write and read sound (inside @evan/opus and two decoders)",
      text: await kept("xiph.txt"),
    },
    {
      title: "minimp3 (CC0-1.0), which reads MP3, as minimp3-wasm (Apache-2.0) compiled it",
      text: await Deno.readTextFile(join(CHECKOUT, "node_modules", "minimp3-wasm", "LICENSE")),
    },
  ];
}

interface Section {
  readonly title: string;
  readonly text: string;
}

/**
 * The licence of everything in the executable, each in its own words.
 *
 * @param version Version of greffier.
 * @throws When a package comes without the text of its licence: it may not be passed on.
 */
export async function licencesText(packages: readonly BundledPackage[], version: string): Promise<string> {
  const sections = [...await others(version)];
  for (const each of packages.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    sections.push({ title: `${each.name} ${each.version} (${each.licence})`, text: await licenceOf(each) });
  }
  return sections.map(({ title, text }) => {
    const lines = text.replaceAll("\r\n", "\n").trim();
    return `${RULE}\n${title}\n${RULE}\n\n${lines}\n`;
  }).join("\n");
}

async function licenceOf({ name, folder }: BundledPackage): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder), (entry) => entry.name)).sort();
  const files = names.filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  const paths = files.map((file) => join(folder, file));
  if (paths.length === 0 && KEPT[name] !== undefined) paths.push(join(TEXTS, KEPT[name]));
  if (paths.length === 0) throw new Error(`${name} comes without the text of its licence: ${folder}`);
  return (await Promise.all(paths.map((path) => Deno.readTextFile(path)))).join("\n");
}
