import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import { check, z } from "../schema.ts";

const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.-]{1,64}))?$/;

/** What a build writes beside its files, as `latest.json`: the version, and what there is of it. */
export const LatestRelease = z.object({
  version: z.string().regex(VERSION),
  /** `YYYY-MM-DD`. */
  released: z.string().regex(/^\d{4}-\d{2}-\d{2}/).max(40),
  files: z.array(z.object({
    /** A name, or a way below the folder of the list, with `/`. */
    name: z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}._ +-]*(\/[\p{L}\p{N}_][\p{L}\p{N}._ +-]*)*$/u).max(200),
    bytes: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** What it is for: `windows-x64`. */
    platform: z.string().max(40).optional(),
  })).max(100),
  /** What is new, for people. */
  notes: z.string().max(20_000).default(""),
});
export type LatestRelease = z.infer<typeof LatestRelease>;

/** What a look for a newer version found. */
export interface UpdateCheck {
  /** The list that was read, after redirects. */
  readonly address: string;
  /** How the version of the list compares with this program's. */
  readonly verdict: "newer" | "same" | "older";
  readonly current: string;
  readonly latest: string;
  readonly released: string;
  readonly notes: string;
  /** Those for the platform of this program, or all when none is named for it. */
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    /** Where to get it. */
    readonly address: string;
  }[];
}

/** What {@linkcode checkForUpdate} asks, and with what. */
export interface UpdateRequest {
  /** The setting `updates.address`. */
  readonly address: string;
  /** The version of this program. */
  readonly current: string;
  /** As files of a release name it: `windows-x64`. */
  readonly platform: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

const LONGEST_SECONDS = 20;
const MOST_REDIRECTS = 3;
const MOST_BYTES = 256 * 1024;

/**
 * Reads the list of the latest release at `address`. Nothing is sent but the request itself, nothing is downloaded but the
 * list, nothing is run. Throws a sentence when nobody named an address, it cannot be asked, or what answers is no such list.
 */
export async function checkForUpdate(
  { address, current, platform, clock, signal }: UpdateRequest,
): Promise<UpdateCheck> {
  if (address.trim() === "") throw new GreffierError(message("updates.noAddress"));
  const asked = parseAddress(address.trim());
  if (!asked) throw new GreffierError(message("updates.badAddress", { found: address }));
  const { text, url } = await withinTime(
    clock,
    signal,
    asked,
    (signal) => readText(asked, signal),
  );
  const release = parseRelease(text, url);
  const order = compareVersions(release.version, current);
  const own = release.files.filter((file) => file.platform === platform || file.name.includes(platform));
  return {
    address: url.href,
    verdict: order > 0 ? "newer" : order < 0 ? "older" : "same",
    current,
    latest: release.version,
    released: release.released,
    notes: release.notes,
    files: (own.length > 0 ? own : release.files).map((file) => ({
      ...file,
      address: new URL(file.name.split("/").map(encodeURIComponent).join("/"), url).href,
    })),
  };
}

/** Below 0 when `a` is the older, above 0 when it is the newer; by the order of https://semver.org, without build marks. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => VERSION.exec(version));
  if (!left || !right) return a === b ? 0 : a < b ? -1 : 1;
  for (const part of [1, 2, 3]) {
    const difference = Number(left[part]) - Number(right[part]);
    if (difference !== 0) return difference;
  }
  // What is written after a dash comes before the version itself.
  if (left[4] === undefined || right[4] === undefined) {
    return Number(left[4] === undefined) - Number(right[4] === undefined);
  }
  return comparePreReleases(left[4].split("."), right[4].split("."));
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** An address that may be asked: https anywhere, http in the house alone, never with a name and password in it. */
function parseAddress(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.username !== "" || url.password !== "") return undefined;
  return url.protocol === "https:" || url.protocol === "http:" && isNearby(url.hostname) ? url : undefined;
}

/** Whether a host is this machine or one of the house: private addresses (RFC 1918, 4193), names without a public ending. */
export function isNearby(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  if (host.includes(":")) {
    return host === "::1" || /^f[cd][0-9a-f]{2}:/.test(host) || /^fe[89ab][0-9a-f]:/.test(host);
  }
  const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host)?.slice(1).map(Number);
  if (numbers) {
    const [first, second] = numbers as [number, number];
    return first === 127 || first === 10 || first === 192 && second === 168 ||
      first === 172 && second >= 16 && second <= 31 || first === 169 && second === 254;
  }
  return !host.includes(".") || /\.(localhost|local|lan|internal|home\.arpa)$/.test(host);
}

/** Runs `work` for at most {@linkcode LONGEST_SECONDS}. */
async function withinTime<T>(
  clock: Clock,
  signal: AbortSignal | undefined,
  { host }: URL,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const [late, ended] = [new AbortController(), new AbortController()];
  const alarm = clock.sleep(LONGEST_SECONDS * 1000, { signal: ended.signal }).then(
    () => late.abort(),
    () => {},
  );
  try {
    return await work(signal ? AbortSignal.any([signal, late.signal]) : late.signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted) {
      throw new GreffierError(message("updates.late", { host, seconds: LONGEST_SECONDS }));
    }
    throw error;
  } finally {
    ended.abort();
    await alarm;
  }
}

/** The text at `url`, and where it was found at last. */
async function readText(
  url: URL,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly url: URL }> {
  for (let redirects = 0;; redirects++) {
    const response = await fetchFrom(url, signal);
    const location = response.status >= 300 && response.status < 400
      ? response.headers.get("location")
      : null;
    if (location === null) {
      if (!response.ok) {
        await response.body?.cancel();
        throw new GreffierError(message("updates.refused", { address: url.href, status: response.status }));
      }
      return { text: await boundedText(response, url), url };
    }
    await response.body?.cancel();
    if (redirects === MOST_REDIRECTS) {
      throw new GreffierError(message("updates.redirects", { address: url.href }));
    }
    const next = URL.canParse(location, url.href)
      ? parseAddress(new URL(location, url.href).href)
      : undefined;
    // Never from what is encrypted to what is not.
    if (!next || url.protocol === "https:" && next.protocol !== "https:") {
      throw new GreffierError(
        message("updates.badRedirect", { address: url.href, found: location.slice(0, 200) }),
      );
    }
    url = next;
  }
}

async function fetchFrom(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      redirect: "manual",
      credentials: "omit",
      headers: { "accept": "application/json", "user-agent": "greffier" },
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new GreffierError(message("updates.unreachable", { host: url.host }), { cause: error });
  }
}

/** The text of an answer, as long as it is not much longer than any list. */
async function boundedText(response: Response, url: URL): Promise<string> {
  const bytes = new Uint8Array(MOST_BYTES);
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      if (length + part.length > MOST_BYTES) {
        throw new GreffierError(
          message("updates.tooLong", { address: url.href, kilobytes: MOST_BYTES / 1024 }),
        );
      }
      bytes.set(part, length);
      length += part.length;
    }
  } catch (error) {
    if (error instanceof GreffierError || error instanceof DOMException) throw error;
    throw new GreffierError(message("updates.unreachable", { host: url.host }), { cause: error });
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

function parseRelease(text: string, url: URL): LatestRelease {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GreffierError(message("updates.notJson", { address: url.href }));
  }
  const checked = check(LatestRelease, value);
  if (checked.ok) return checked.value;
  const { path, rule } = checked.issues[0]!;
  throw new GreffierError(message("updates.wrongList", { address: url.href, path: path || "/", rule }));
}

/** This platform as the files of a release name it: `windows-x64`, `macos-arm64`. */
export function platformName(): string {
  const os = Deno.build.os === "darwin" ? "macos" : Deno.build.os;
  return `${os}-${Deno.build.arch === "aarch64" ? "arm64" : "x64"}`;
}
