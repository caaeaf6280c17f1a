import { joined } from "../../../lib/fields/texts";
import { Table } from "../../../lib/table/table";
import { random } from "../random";
import type { Trial } from "../trial";

/** The chapter's table, as its cells make it. */
export const Views = Table({
  name: "page_view",
  fields: { page_id_user_id: joined("uuid", "uuid") },
  partitionKey: "page_id_user_id",
  throughput: { read: 1, write: 1 },
});

export const pairOf = (page: string, user: string) =>
  ({ page_id_user_id: `${page}_${user}` }) as const;

/** Whether this view is stored. */
export const isStored = async (trial: Trial, page: string, user: string): Promise<boolean> =>
  (await new Views(trial.db).get(pairOf(page, user), { consistent: true })) !== undefined;

/** A page and a user that nobody knows; what an answer writes of whatever is taken away after the step. */
export async function freshPair(trial: Trial): Promise<{ page: string; user: string }> {
  await trial.restoresItems(new Views(trial.db));
  return { page: random.uuid(), user: random.uuid() };
}

/** The same, viewed already. */
export async function viewedPair(trial: Trial): Promise<{ page: string; user: string }> {
  const { page, user } = await freshPair(trial);
  await trial.put(new Views(trial.db), pairOf(page, user));
  return { page, user };
}

/** How many of them are true. */
export const trues = (answers: readonly unknown[]): number =>
  answers.filter((answer) => answer === true).length;

/** The same call, many times at the same moment. */
export const atOnce = <T>(times: number, call: () => T | PromiseLike<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, () => call()));
