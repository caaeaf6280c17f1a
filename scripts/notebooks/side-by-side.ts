import { availableParallelism } from "node:os";

/** A kernel with its database keeps about two cores busy. */
export const KERNELS_AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));

/**
 * Runs `task` for each item, as many at once as the machine can carry. Resolves with the results in
 * order.
 */
export async function sideBySide<T, R>(items: T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: KERNELS_AT_ONCE }, worker));
  return results;
}
