/**
 * One run of the pipeline that dies by SIGKILL just before its file operation of a given number:
 * `killed_run.ts HOME NUMBER`. Prints how many operations it did, when it lives to the end.
 */
import { testApp } from "./home.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { watchedFiles } from "./faulty_files.ts";

const [home, number] = Deno.args;
let done = 0;
const files = watchedFiles(diskFiles, (operation) => {
  done = operation.number;
  if (operation.number === Number(number)) Deno.kill(Deno.pid, "SIGKILL");
});
{
  await using app = testApp({ path: home }, { files });
  await app.run({});
}
console.log(done);
Deno.exit(0);
