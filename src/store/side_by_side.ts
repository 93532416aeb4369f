/** Disks and file servers answer this many questions in little more time than one. */
const AT_ONCE = 16;

/**
 * Does `work` on each item, several at a time; returns the results in the order of the items. After a failure nothing
 * new is begun, and it is thrown once what was begun is over.
 */
export async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const workers = Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
    try {
      while (next < items.length) {
        const at = next++;
        results[at] = await work(items[at]);
      }
    } catch (error) {
      next = items.length;
      throw error;
    }
  });
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return results;
}
