import type { Clock } from "../../clock.ts";
import { message, WaitingError } from "../../errors.ts";
import { isConnectFailure, waysTo } from "../../llm/mod.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** The first words of the body, on one line. */
  readonly words: string;
  /** `Retry-After` in milliseconds; null: it says nothing. */
  readonly retryAfterMs: number | null;
  /** Where a redirect points to, as far as it can be told; null: it is none. */
  readonly elsewhere: string | null;
}

/** How a body is sent. */
export interface PostOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Longest wait for an answer, in milliseconds. */
export const PATIENCE_MS = 30_000;

/** Redirects that are followed: to the same server, by a number that keeps the method (RFC 9110, 15.4.8 and 15.4.9). */
const MOST_REDIRECTS = 3;
const KEEPING_METHOD: ReadonlySet<number> = new Set([307, 308]);

/** Of an answer nobody reads more than this, in bytes. */
const MOST_READ = 4096;

/** Of its words a sentence tells no more than this, in characters. */
const MOST_TOLD = 120;

/**
 * Posts a body and returns what the server answered, whatever it is. Nothing is sent to another server than the one named.
 * Rejects with a `WaitingError` when nobody answers, and with the reason of `signal`.
 */
export async function post({ url, headers, body, clock, signal }: PostOptions): Promise<Answer> {
  const late = new AbortController();
  const over = new AbortController();
  const alarm = clock.sleep(PATIENCE_MS, { signal: over.signal }).then(() => late.abort(), () => {});
  try {
    return await follow({ url, headers, body }, AbortSignal.any([signal, late.signal]), clock);
  } catch (error) {
    signal.throwIfAborted();
    const host = url.host;
    if (late.signal.aborted) {
      throw new WaitingError(message("delivery.late", { host, seconds: PATIENCE_MS / 1000 }), {
        cause: error,
      });
    }
    const words = `${error instanceof Error ? `${error.message} ${(error.cause as Error)?.message}` : ""}`;
    const text = /certificate/i.test(words)
      ? message("delivery.certificate", { host })
      : message("delivery.unreachable", { host });
    throw new WaitingError(text, { cause: error });
  } finally {
    over.abort();
    await alarm;
  }
}

async function follow(
  { url, headers, body }: Pick<PostOptions, "url" | "headers" | "body">,
  signal: AbortSignal,
  clock: Clock,
): Promise<Answer> {
  let at = url;
  for (let redirects = 0;; redirects++) {
    const { response, words } = await call(at, {
      method: "POST",
      headers,
      body: body as Uint8Array<ArrayBuffer>,
      redirect: "manual",
      signal,
    });
    const { status } = response;
    const next = status >= 300 && status < 400 ? targetOf(response, at) : null;
    if (next?.origin === at.origin && KEEPING_METHOD.has(status) && redirects < MOST_REDIRECTS) {
      at = next;
      continue;
    }
    return {
      status,
      words,
      elsewhere: next?.origin ?? null,
      retryAfterMs: retryAfter(response, clock.now()),
    };
  }
}

/** One call: a server on this PC is not looked for behind the proxy of the house. */
async function call(
  url: URL,
  init: RequestInit,
): Promise<{ readonly response: Response; readonly words: string }> {
  const ways = waysTo(url.href);
  for (let next = 0;;) {
    const way = ways[next++];
    using client = way && Deno.createHttpClient({ proxy: way });
    let response: Response;
    try {
      response = await fetch(url, { ...init, ...(client ? { client } : {}) });
    } catch (error) {
      if (next < ways.length && !init.signal?.aborted && isConnectFailure(error)) continue;
      throw error;
    }
    return { response, words: await firstWords(response) };
  }
}

function targetOf(response: Response, from: URL): URL | null {
  const location = response.headers.get("location");
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
}

/** `Retry-After` of RFC 9110, 10.2.3: seconds, or a date. */
function retryAfter(response: Response, now: number): number | null {
  const written = response.headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(written)) return Number(written) * 1000;
  const date = Date.parse(written);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** The beginning of an answer, fit for a sentence; what follows is not waited for. */
async function firstWords({ body }: Response): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "", bytes = 0;
  for await (const part of body) {
    text += decoder.decode(part.subarray(0, MOST_READ), { stream: true });
    bytes += part.length;
    if (bytes >= MOST_READ) break; // which lets go of the connection
  }
  // deno-lint-ignore no-control-regex -- what a server says may hold anything, and ends up in files and on terminals
  const line = text.replace(/<[^<>]*>/g, " ").replace(/[\u0000-\u0020\u007f-\u009f]+/g, " ").trim();
  return line.length > MOST_TOLD ? `${line.slice(0, MOST_TOLD - 1).toWellFormed()}…` : line;
}
