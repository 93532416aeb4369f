import { builtinModules } from "node:module";
import { build, type Plugin, stop } from "esbuild";

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
 * Makes the one file that is compiled: the program with every library it imports.
 *
 * @param entry The module to start from.
 * @param outfile Where the bundle goes; its folder is made.
 */
export async function bundle(entry: string, outfile: string): Promise<void> {
  try {
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "esnext",
      // Some packages (jsonc-parser) have a CommonJS form whose imports a bundler cannot see.
      mainFields: ["module", "main"],
      charset: "utf8",
      legalComments: "eof",
      logLevel: "warning",
      banner: {
        js: `import { createRequire as createNativeRequire } from "node:module";\n` +
          `const nativeRequire = createNativeRequire(import.meta.url), require = nativeRequire;`,
      },
      plugins: [nodeBuiltins, speechEngine],
    });
  } finally {
    await stop();
  }
}
