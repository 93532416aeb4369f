import { dirname } from "node:path";
import { GreffierError } from "../../errors.ts";
import { BACKGROUND, type FoundTask, type Registry } from "./registry.ts";
import type { KnownTask, ScheduledTask, Scheduler } from "./scheduler.ts";

/** Whose tasks they are. */
export interface Owner {
  /** Of the person and the home, by `ownerHash`. */
  readonly hash: string;
  /** Whether something stands at a path. */
  readonly isThere: (path: string) => Promise<boolean>;
}

/**
 * A scheduler that sees, of all tasks in `registry`, those of one home. Those of a home that is no longer where it lay,
 * while the folder above it is (not so when a drive is out), are taken for its own from before a move: else nobody could
 * see or remove them.
 */
export function ownTasks(registry: Registry, { hash, isThere }: Owner): Scheduler {
  const isOwn = async (found: FoundTask) =>
    found.hash === hash ||
    found.home !== undefined && !await isThere(found.home) && await isThere(dirname(found.home));

  async function own(): Promise<FoundTask[]> {
    const tasks: FoundTask[] = [];
    for (const found of await registry.find()) if (await isOwn(found)) tasks.push(found);
    return tasks;
  }

  /** A system that lists nothing, as one whose rules forbid it, may yet take orders: undefined then. */
  async function ownIfListed(): Promise<FoundTask[] | undefined> {
    try {
      return await own();
    } catch (error) {
      if (error instanceof GreffierError) return undefined;
      throw error;
    }
  }

  const asKept = (task: ScheduledTask): ScheduledTask => ({
    ...task,
    args: task.args.filter((word) => word !== BACKGROUND),
  });

  return {
    name: registry.name,
    preview: (task) => registry.preview({ name: task.name, hash }, asKept(task)),

    async add(asked) {
      const task = asKept(asked);
      const named = (await ownIfListed() ?? []).filter(({ name }) => name === task.name);
      const before = named.find((found) => found.hash === hash);
      const earlier = named.filter((found) => found !== before);
      const isSame = before !== undefined && before.enabled && registry.isSame(before, task);
      if (!isSame) await registry.register({ name: task.name, hash }, task, before);
      for (const { name, hash } of earlier) await registry.unregister({ name, hash });
      return named.length === 0 ? "added" : isSame && earlier.length === 0 ? "unchanged" : "replaced";
    },

    async list() {
      const tasks = await own();
      const known = new Map<string, KnownTask>();
      // Of two with one name, that of the home as it lies now is the one that counts.
      for (const { hash: of, home: _home, ...task } of tasks) {
        if (of === hash || !known.has(task.name)) known.set(task.name, task);
      }
      return [...known.values()].sort((a, b) => a.name < b.name ? -1 : 1);
    },

    async remove(name) {
      const listed = await ownIfListed();
      const wanted = listed?.filter((found) => found.name === name) ?? [{ name, hash }];
      let removed = false;
      for (const { name, hash } of wanted) removed = await registry.unregister({ name, hash }) || removed;
      return removed;
    },
  };
}
