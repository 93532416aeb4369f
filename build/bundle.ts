import { Buffer } from "node:buffer";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { build, type Metafile, type Plugin, stop } from "esbuild";

const CHECKOUT = join(import.meta.dirname!, "..");

/** Node's own modules without their prefix: a program without node_modules finds them as `node:…` alone. */
const nodeBuiltins: Plugin = {
  name: "node-builtins",
  setup({ onResolve }) {
    const names = new Set(builtinModules);
    onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path }) => {
      const bare = path.replace(/^node:/, "");
      return path.startsWith("node:") || names.has(bare)
        ? { path: `node:${bare}`, external: true }
        : undefined;
    });
  },
};

/** Replaces `from` in `text`, once; a library that changed shape must stop the build, not the program. */
export function replaceOnce(text: string, from: string, to: string, file: string): string {
  if (text.split(from).length !== 2) {
    throw new Error(`${file} no longer holds exactly one ${JSON.stringify(from)}`);
  }
  return text.replace(from, () => to);
}

/**
 * The speech engine's libraries load native code by ways that a bundler cannot follow. transformers.js hides its
 * `require` of onnxruntime-node; onnxruntime-node builds the path of its native file, which in the executable is
 * the folder named by `useNative` (src/asr/native_files.ts).
 */
const speechEngine: Plugin = {
  name: "speech-engine",
  setup({ onLoad }) {
    onLoad({ filter: /transformers\.node\.mjs$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await Deno.readTextFile(path),
        `requireFromHere("onnxruntime-node")`,
        `require("onnxruntime-node")`,
        path,
      ),
      loader: "js",
    }));
    onLoad({ filter: /onnxruntime-node[/\\]dist[/\\]binding\.js$/ }, async ({ path }) => ({
      contents: replaceOnce(
        await Deno.readTextFile(path),
        "require(`../bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`)",
        `nativeRequire(globalThis[Symbol.for("greffier.nativeFolder")] + "/onnxruntime_binding.node")`,
        path,
      ),
      loader: "js",
    }));
  },
};

/**
 * The Opus encoder reads its WebAssembly from a file beside itself: here it is carried in the text. What deno.json names is
 * that file of the package alone; its own entry prefers native code.
 */
const opusEncoder: Plugin = {
  name: "opus-encoder",
  setup({ onLoad, onResolve, resolve }) {
    onResolve(
      { filter: /^@evan\/opus$/ },
      ({ resolveDir, kind }) => resolve("@evan/opus/wasm/index.js", { resolveDir, kind }),
    );
    onLoad({ filter: /@evan[/\\]opus[/\\]wasm[/\\]index\.js$/ }, async ({ path }) => {
      const source = await Deno.readTextFile(path);
      const [reading] = /require\('fs'\)\.readFileSync\(.*?\.wasm`\)\)/.exec(source) ?? [""];
      const wasm = Buffer.from(await Deno.readFile(join(dirname(path), "opus.wasm"))).toString("base64");
      const carried = `Buffer.from("${wasm}", "base64")`;
      return { contents: replaceOnce(source, reading, carried, path), loader: "js" };
    });
  },
};

/** zod's messages in forty languages, read at every start; ours are greffier's own, in src/texts. */
const noLocales: Plugin = {
  name: "no-locales",
  setup({ onLoad }) {
    onLoad(
      { filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ },
      () => ({ contents: "export {};", loader: "js" }),
    );
  },
};

/** Of the checkout's settings the program reads its own version; the rest is not for whoever runs it. */
const ownVersion: Plugin = {
  name: "own-version",
  setup({ onLoad }) {
    onLoad({ filter: /deno\.json$/ }, async ({ path }) => {
      if (path !== join(CHECKOUT, "deno.json")) return undefined;
      const { version } = JSON.parse(await Deno.readTextFile(path)) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

/** The file of the bundle that the program starts at. */
export const BUNDLE = "bundle.mjs";

/** How the program is packed. */
export interface BundleOptions {
  /** Folder of the onnxruntime-node to pack. @default that of the checkout */
  readonly engine?: string | undefined;
  /** Whether there are pieces beside {@linkcode BUNDLE}; a bench shows what they save. @default {true} */
  readonly pieces?: boolean;
}

/**
 * Packs the program with every library it imports: what every start needs into {@linkcode BUNDLE}, and what a command
 * loads when it is asked for into pieces beside it. As one file V8 would read all five megabytes before it answers.
 *
 * @param folder Where the files go; it is made.
 * @returns What they are made of; paths are relative to the checkout.
 */
export async function bundle(folder: string, options: BundleOptions = {}): Promise<Metafile> {
  const { engine, pieces = true } = options;
  try {
    const { metafile } = await build({
      absWorkingDir: CHECKOUT,
      entryPoints: ["main.ts"],
      entryNames: BUNDLE.slice(0, -".mjs".length),
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      splitting: pieces,
      metafile: true,
      ...(engine === undefined ? {} : { alias: { "onnxruntime-node": engine } }),
      bundle: true,
      format: "esm",
      platform: "node",
      target: "esnext",
      // Some packages (jsonc-parser) have a CommonJS form whose imports a bundler cannot see.
      mainFields: ["module", "main"],
      charset: "utf8",
      // Names stay, so that a trace in the logs can still be read.
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: "none", // LICENCES.txt has them all, whole
      logLevel: "warning",
      banner: {
        js: `import { createRequire as createNativeRequire } from "node:module";\n` +
          `const nativeRequire = createNativeRequire(import.meta.url), require = nativeRequire;`,
      },
      plugins: [nodeBuiltins, speechEngine, opusEncoder, noLocales, ownVersion],
    });
    return metafile;
  } finally {
    await stop();
  }
}
