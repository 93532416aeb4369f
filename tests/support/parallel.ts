/** Calls `work` on every item, `width` at a time; rejects with the first failure once all have ended. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: width }, lane));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
}
