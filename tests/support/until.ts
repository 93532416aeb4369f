/** Looks again and again until `condition` holds; throws after two minutes. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 120_000;
  while (!await condition()) {
    if (performance.now() > end) throw new Error("The condition was not met within two minutes");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
