/**
 * A process that holds the lock of a file, asks for it time and again, and then works on files as if nothing were. Its
 * argument is the folder for the file.
 *
 * @module
 */
import { join } from "node:path";
import { lockFile } from "../../src/store/lock.ts";

/** More than a runtime has threads for work on files. */
const REQUESTS = 40;

const [folder] = Deno.args;
const path = join(folder!, "greffier.lock");

const held = await lockFile(path);
const refused = (await Promise.all(Array.from({ length: REQUESTS }, () => lockFile(path))))
  .filter((lock) => lock === undefined);
console.log(`${refused.length} of ${REQUESTS} refused`);
await Deno.writeTextFile(join(folder!, "written.txt"), "");
console.log("written");
await held![Symbol.asyncDispose]();
const again = await lockFile(path);
console.log(again ? "free again" : "still held");
await again?.[Symbol.asyncDispose]();
