/**
 * Signs a Windows program with a certificate that the environment names: `GREFFIER_SIGN_CERTIFICATE` (path of a .pfx),
 * `GREFFIER_SIGN_PASSWORD`, and, to have the time attested, `GREFFIER_SIGN_TIMESTAMP` (address of an RFC 3161 server).
 *
 * @module
 */
import { basename, dirname, join } from "node:path";

/** A certificate to sign with. */
export interface Signing {
  /** Path of a .pfx: the certificate and its key. */
  readonly certificate: string;
  readonly password: string;
  /** Address of a timestamp server; without one a signature ends with its certificate. */
  readonly timestamp?: string;
}

/** What the environment names; undefined: nothing is to be signed. */
export function signingFrom(read: (name: string) => string | undefined): Signing | undefined {
  const certificate = read("GREFFIER_SIGN_CERTIFICATE");
  if (!certificate) return undefined;
  const timestamp = read("GREFFIER_SIGN_TIMESTAMP");
  const password = read("GREFFIER_SIGN_PASSWORD") ?? "";
  return { certificate, password, ...(timestamp ? { timestamp } : {}) };
}

const ABOUT = "greffier";

/** Signs a program in place: by osslsigncode where it is installed, else, on Windows, by signtool. */
export async function sign(program: string, signing: Signing): Promise<void> {
  await Deno.stat(signing.certificate).catch((error) => {
    throw new Error(`GREFFIER_SIGN_CERTIFICATE: ${signing.certificate} cannot be read`, { cause: error });
  });
  try {
    await byOsslsigncode(program, signing);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    if (Deno.build.os !== "windows") {
      throw new Error("Signing needs osslsigncode (Debian: apt-get install osslsigncode)", { cause: error });
    }
    await bySigntool(program, signing);
  }
}

async function byOsslsigncode(program: string, signing: Signing): Promise<void> {
  const { certificate, password, timestamp } = signing;
  const scratch = await Deno.makeTempDir({ prefix: "greffier-sign-" });
  try {
    // Everyone may read the arguments of a process: the password goes through a file that only its owner reads.
    const secret = join(scratch, "password");
    await Deno.writeTextFile(secret, password, { mode: 0o600 });
    const signed = join(dirname(program), `${basename(program)}.signed`);
    await run("osslsigncode", [
      ...["sign", "-pkcs12", certificate, "-readpass", secret, "-h", "sha256", "-n", ABOUT],
      ...(timestamp === undefined ? [] : ["-ts", timestamp]),
      ...["-in", program, "-out", signed],
    ], password);
    await Deno.rename(signed, program);
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** signtool reads a password from its arguments alone, which programs of the same account see while it runs. */
async function bySigntool(program: string, signing: Signing): Promise<void> {
  const { certificate, password, timestamp } = signing;
  await run("signtool", [
    ...["sign", "/f", certificate, "/fd", "SHA256", "/d", ABOUT],
    ...(password === "" ? [] : ["/p", password]),
    ...(timestamp === undefined ? [] : ["/tr", timestamp, "/td", "SHA256"]),
    program,
  ], password).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error("Signing needs signtool, of the Windows SDK, or osslsigncode", { cause: error });
  });
}

/** `secret` is left out of what a failure says. */
async function run(command: string, args: readonly string[], secret: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], stdin: "null" })
    .output();
  if (success) return;
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("").trim();
  throw new Error(`${command} did not sign:\n${secret === "" ? said : said.replaceAll(secret, "…")}`);
}
