import { message } from "../errors.ts";
import { LanguageModelError } from "./language_model.ts";
import { isThisMachine } from "./addresses.ts";

/** No answer is longer, in bytes: what a model may write in one answer is a few thousand words. */
const MOST_BYTES = 4 * 2 ** 20;

/** Who is asked, as errors name them. */
export interface Server {
  readonly name: string;
  /** Where it answers: `http://127.0.0.1:11434`. */
  readonly address: string;
}

/** What a server answered, whatever its status. */
export interface Exchanged {
  readonly status: number;
  readonly text: string;
}

/**
 * One request and its whole answer. No redirect is followed: neither text nor key goes where nobody wrote that it should.
 * Rejects with the signal's reason when it aborts, and with a {@linkcode LanguageModelError}: `unreachable` (also when the
 * server points elsewhere), `broken` when the connection breaks, `unusable` when the answer is enormous.
 */
export async function exchange(
  server: Server,
  url: string,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<Exchanged> {
  const { name, address } = server;
  const { signal } = init;
  const ways = waysTo(url);
  for (const [i, way] of ways.entries()) {
    signal.throwIfAborted();
    let reached = false;
    using client = way && Deno.createHttpClient({ proxy: way });
    try {
      const response = await fetch(url, { ...init, redirect: "manual", ...(client ? { client } : {}) });
      reached = true;
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        const found = shortened(response.headers.get("location") ?? String(response.status));
        throw new LanguageModelError("unreachable", message("llm.redirected", { name, address, found }));
      }
      const text = await readWhole(response);
      if (text !== undefined) return { status: response.status, text };
      throw new LanguageModelError("unusable", message("llm.tooMuch", { name }));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof LanguageModelError) throw error;
      if (reached || !isConnectFailure(error)) {
        throw new LanguageModelError("broken", message("llm.brokeOff", { name }), { cause: error });
      }
      if (i === ways.length - 1) throw unreachable(server, error);
    }
  }
  throw unreachable(server);
}

/** A way to a server past any proxy. */
export type Way = { readonly transport: "tcp"; readonly hostname: string; readonly port: number };

/**
 * The ways to a server on this machine, best first: straight. In offices `HTTP_PROXY` is often set without `NO_PROXY`, and
 * would send there what must not leave the machine; nor is anybody asked what `localhost` means. Undefined is the way to any
 * other server: the environment says how it is reached.
 */
export function waysTo(url: string): readonly (Way | undefined)[] {
  const { protocol, hostname, port: written } = new URL(url);
  if (protocol !== "http:" || !isThisMachine(url)) return [undefined];
  const port = Number(written || 80);
  const own = /[a-z]/i.test(hostname) ? ["127.0.0.1", "::1"] : [hostname.replace(/^\[|\]$/g, "")];
  return own.map((hostname) => ({ transport: "tcp", hostname, port }));
}

/** Nobody answers at the server's address. */
export function unreachable({ name, address }: Server, cause?: unknown): LanguageModelError {
  const text = name.startsWith("Ollama ")
    ? message("llm.ollamaUnreachable", { address })
    : message("llm.unreachable", { name, address });
  return new LanguageModelError("unreachable", text, { cause });
}

/** Words of a server, fit for a sentence: one line of at most `most` characters. */
export function shortened(words: string, most = 200): string {
  // deno-lint-ignore no-control-regex -- what a server says may hold anything, and ends up on a terminal
  const line = words.replace(/[\u0000-\u0020\u007f-\u009f]+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : line;
}

/** The body as text; undefined when it is longer than {@linkcode MOST_BYTES}. */
async function readWhole(response: Response): Promise<string | undefined> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "", bytes = 0;
  for await (const part of response.body) {
    bytes += part.length;
    // Leaving the loop cancels what is still to come.
    if (bytes > MOST_BYTES) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** Whether a failure of `fetch` happened before anybody had answered: Deno says so in words alone. */
export function isConnectFailure(error: unknown): boolean {
  const words = error instanceof Error
    ? `${error.message} ${(error.cause as Error | undefined)?.message}`
    : "";
  return /\(Connect\)|dns error|tcp connect|certificate/i.test(words);
}
