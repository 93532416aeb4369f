import type { RunningProcess } from "./core_audio.ts";

/**
 * Finds the one program that a part of its name means, case ignored. The processes that bear it are grouped into trees,
 * each known by its topmost one; the tree that has a stream to an output is meant, the largest when several or none do.
 * Undefined when nothing that runs has such a name.
 */
export function findProgram(
  part: string,
  processes: readonly RunningProcess[],
  playing: ReadonlySet<number>,
): RunningProcess | undefined {
  const byId = new Map(processes.map((process) => [process.id, process]));
  const wanted = part.toLowerCase();
  const bears = (process: RunningProcess | undefined) =>
    process?.name.toLowerCase().includes(wanted) ?? false;

  const families = processes
    .filter((process) => bears(process) && !bears(byId.get(process.parentId)))
    .map((root) => ({ root, members: treeOf(root, processes) }));
  const loud = families.filter(({ members }) => members.some(({ id }) => playing.has(id)));
  return (loud.length > 0 ? loud : families)
    .reduce<(typeof families)[number] | undefined>(
      (best, family) => best && best.members.length >= family.members.length ? best : family,
      undefined,
    )?.root;
}

/** A process and all that it started, itself first. */
function treeOf(root: RunningProcess, processes: readonly RunningProcess[]): readonly RunningProcess[] {
  const tree = new Set([root]);
  // A set is read on while it grows, so the children of children come too, and numbers that were used again end it.
  for (const { id } of tree) {
    for (const process of processes) if (process.parentId === id) tree.add(process);
  }
  return [...tree];
}
