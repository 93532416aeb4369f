/** A process that should decode and does not: by the name of its argument, it hangs, crashes, or says nonsense. */
const [trouble] = Deno.args;
if (trouble === "hangs" || trouble === "crashes") await Deno.stdout.write(Uint8Array.of(82, 0, 0, 0, 0));
if (trouble === "hangs" || trouble === "never comes") {
  for await (const _bytes of Deno.stdin.readable) { /* everything is taken, nothing is given */ }
  await new Promise(() => setInterval(() => {}, 1_000));
}
if (trouble === "crashes" || trouble === "never begins") throw new Error("a trap");
await Deno.stdout.write(new TextEncoder().encode("this is not what was agreed on"));
