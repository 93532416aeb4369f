import { createHash } from "node:crypto";
import { join } from "node:path";
import { serverProgram } from "./build_server.ts";
import { CHAT_TEMPLATE, randomModel, type RandomModelOptions } from "./random_model.ts";
import { type ByteTokens, learnTokens } from "./tokens.ts";

/** How to start a server. */
export interface ServerOptions {
  /** Further variables, as `OLLAMA_MAX_QUEUE`. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What the server answered, whatever it was. */
export interface Answered {
  readonly status: number;
  /** The lines of the answer; one without streaming. */
  readonly lines: readonly OllamaLine[];
}

/** One object of an answer, with the fields that the tests look at. */
export interface OllamaLine {
  readonly error?: string;
  readonly done?: boolean;
  readonly done_reason?: string;
  /** Of /api/generate. */
  readonly response?: string;
  readonly message?: { readonly role: string; readonly content: string; readonly thinking?: string };
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
  readonly models?: readonly {
    readonly name: string;
    readonly context_length?: number;
  }[];
}

/** A real Ollama server with a folder of models of its own. Disposing stops it and removes the folder. */
export interface OllamaServer extends AsyncDisposable {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  /** Adds a model by chance under a name. */
  addRandomModel(name: string, options?: Omit<RandomModelOptions, "tokens">): Promise<void>;
  /** Asks; a GET without a body. */
  ask(path: string, body?: unknown, signal?: AbortSignal): Promise<Answered>;
  /** What it wrote about itself until now. */
  log(): string;
  /** How many times it has loaded a model until now. */
  loads(): number;
  /** How many questions it has put to a model until now. */
  questions(): number;
  /** Ends the processes that its models run in, as a system without memory does. */
  killModels(): Promise<void>;
}

/** Starts a server, building it first where that was not done yet. */
export async function ollamaServer({ variables = {} }: ServerOptions = {}): Promise<OllamaServer> {
  const program = await serverProgram();
  await using undo = new AsyncDisposableStack();
  const home = await Deno.makeTempDir({ prefix: "greffier-ollama-" });
  undo.defer(() => Deno.remove(home, { recursive: true }));
  const process = new Deno.Command(program, {
    args: ["serve"],
    cwd: home,
    clearEnv: true,
    env: {
      HOME: home,
      PATH: "/usr/bin:/bin",
      OLLAMA_HOST: "127.0.0.1:0",
      OLLAMA_MODELS: join(home, "models"),
      OLLAMA_DEBUG: "1",
      OLLAMA_NO_CLOUD: "1",
      OLLAMA_NUM_PARALLEL: "1",
      ...variables,
    },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const log = follow(process.stderr);
  const end = async (signal: Deno.Signal) => {
    try {
      process.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended
    }
    await process.status;
    await log.ended;
  };
  undo.defer(() => end("SIGTERM"));
  const url = `http://${await log.listening}`;
  const made = undo.move();
  const ask = async (path: string, body?: unknown, signal?: AbortSignal): Promise<Answered> => {
    const response = await fetch(`${url}${path}`, {
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      lines: text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line)),
    };
  };
  return {
    url,
    ask,
    log: log.text,
    loads: () => log.text().split('msg="starting go runner"').length - 1,
    questions: () => log.text().split('msg="completion request"').length - 1,
    async killModels() {
      for (const id of await childrenOf(process.pid)) Deno.kill(id, "SIGKILL");
    },
    async addRandomModel(name, options) {
      const bytes = randomModel({ tokens: await learned(), ...options });
      const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
      const sent = await fetch(`${url}/api/blobs/${digest}`, { method: "POST", body: bytes });
      await sent.body?.cancel();
      if (!sent.ok) throw new Error(`the server does not take the model file: ${sent.status}\n${log.text()}`);
      const { lines } = await ask("/api/create", {
        model: name,
        files: { "random.gguf": digest },
        template: CHAT_TEMPLATE,
        // Threads that wait for one another by turning in circles crawl on a machine that does other things too.
        parameters: { num_thread: 1 },
        stream: false,
      });
      if (lines[0].error !== undefined) throw new Error(`${lines[0].error}\n${log.text()}`);
    },
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

/** The processes that a process has started. */
async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => ""); // it may just have ended
    // proc(5): the id of the parent follows the name, in brackets, and the state.
    if (stat.slice(stat.lastIndexOf(")")).split(" ")[2] === `${parent}`) children.push(Number(name));
  }
  return children;
}

/** The most joints of letters that a model's tokens are made by. */
const MERGES = 3000;

let tokens: Promise<ByteTokens> | undefined;

/** The tokens of the models, learned once of prose in both languages. */
function learned(): Promise<ByteTokens> {
  return tokens ??= Deno.readTextFile(new URL("prose.txt", import.meta.url))
    .then((text) => learnTokens(text, MERGES));
}

/** Reads what a server says of itself until it ends. */
function follow(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let text = "";
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>();
  const read = async () => {
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      text += part;
      const address = /Listening on (127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    }
    reject(new Error(`the server ended before it listened:\n${text}`));
  };
  return { listening, ended: read(), text: () => text };
}
