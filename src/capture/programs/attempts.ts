import { GreffierError } from "../../errors.ts";

/** What another way to the same sound may still mend: there is no server, or the program or its driver is missing. */
const PASSABLE: readonly string[] = ["capture.noServer", "capture.programMissing"];

/**
 * The result of the first attempt that is not refused for want of a server or a program. When all are, throws the
 * refusal that says most: a server that does not answer, else the first.
 */
export async function firstThatOpens<T>(attempts: readonly (() => Promise<T>)[]): Promise<T> {
  const refusals: GreffierError[] = [];
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof GreffierError) || !PASSABLE.includes(error.text.key)) throw error;
      refusals.push(error);
    }
  }
  throw refusals.find(({ text }) => text.key === "capture.noServer") ?? refusals[0];
}
