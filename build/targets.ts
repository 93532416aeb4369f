/** A platform that greffier is built for. */
export interface Target {
  /** As `deno compile --target` names it. */
  readonly triple: string;
  readonly os: "linux" | "windows" | "macos";
  /** Folder of its files in onnxruntime-node's `bin/napi-v6/`. */
  readonly natives: string;
  /** Whether it needs the onnxruntime-node of older_engine.ts. @default {false} */
  readonly olderEngine?: true;
  /**
   * The files of that folder the program needs to run models on the processor. What is left out is for graphics
   * cards (DirectML, dxcompiler, dxil) or a second name of the same library.
   */
  readonly nativeFiles: readonly string[];
  readonly executable: string;
}

const BINDING = "onnxruntime_binding.node";

/** By the name used in `dist/greffier-<version>-<name>`. */
export const TARGETS: Readonly<Record<string, Target>> = {
  "linux-x64": {
    triple: "x86_64-unknown-linux-gnu",
    os: "linux",
    natives: "linux/x64",
    nativeFiles: [BINDING, "libonnxruntime.so.1"],
    executable: "greffier",
  },
  "linux-arm64": {
    triple: "aarch64-unknown-linux-gnu",
    os: "linux",
    natives: "linux/arm64",
    nativeFiles: [BINDING, "libonnxruntime.so.1"],
    executable: "greffier",
  },
  "windows-x64": {
    triple: "x86_64-pc-windows-msvc",
    os: "windows",
    natives: "win32/x64",
    nativeFiles: [BINDING, "onnxruntime.dll"],
    executable: "greffier.exe",
  },
  "macos-arm64": {
    triple: "aarch64-apple-darwin",
    os: "macos",
    natives: "darwin/arm64",
    nativeFiles: [BINDING, "libonnxruntime.1.dylib"],
    executable: "greffier",
  },
  "macos-x64": {
    triple: "x86_64-apple-darwin",
    os: "macos",
    natives: "darwin/x64",
    olderEngine: true,
    nativeFiles: [BINDING, "libonnxruntime.1.23.2.dylib"],
    executable: "greffier",
  },
};

/** The name of the platform this runs on. */
export function hostTarget(): string {
  const found = Object.entries(TARGETS).find(([, target]) => target.triple === Deno.build.target);
  if (found === undefined) throw new Error(`greffier is not built for ${Deno.build.target}`);
  return found[0];
}
