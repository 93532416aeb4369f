import { join } from "node:path";

/** A folder of definitions that a scheduler reads: text files by name. */
export interface UnitFiles {
  readonly folder: string;
  /** Names in it, sorted; none when it is not there. */
  names(): Promise<readonly string[]>;
  /** undefined: no such file. */
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** False: there was none. */
  remove(name: string): Promise<boolean>;
  /** Whether something stands at a path in it, a link that leads nowhere included. */
  isThere(...path: readonly string[]): Promise<boolean>;
}

/** The files in `folder`, an absolute path; it is made when the first is written. */
export function unitFiles(folder: string): UnitFiles {
  return {
    folder,
    async names() {
      try {
        return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return [];
        throw error;
      }
    },
    async read(name) {
      try {
        return await Deno.readTextFile(join(folder, name));
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await Deno.mkdir(folder, { recursive: true });
      // Schedulers look at names that end as theirs do.
      const part = join(folder, `${name}.part`);
      await Deno.writeTextFile(part, text);
      await Deno.rename(part, join(folder, name));
    },
    async remove(name) {
      try {
        await Deno.remove(join(folder, name));
        return true;
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return false;
        throw error;
      }
    },
    async isThere(...path) {
      try {
        await Deno.lstat(join(folder, ...path));
        return true;
      } catch (error) {
        if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
        throw error;
      }
    },
  };
}
