import { batchGet, joined, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

/** The chapter's table. */
export const Views = Table({
  name: "page_view",
  fields: { page_id_user_id: joined("uuid", "uuid") },
  partitionKey: "page_id_user_id",
  throughput: { read: 1, write: 1 },
});

export const pairOf = (page: string, user: string) =>
  ({ page_id_user_id: `${page}_${user}` }) as const;

/** Whether this view is stored. */
export const isStored = async (
  context: CheckContext,
  page: string,
  user: string,
): Promise<boolean> =>
  (await new Views(context.db).get(pairOf(page, user), { consistent: true })) !== undefined;

/** Whether each of these views is stored. */
export async function areStored(
  context: CheckContext,
  pairs: readonly ReturnType<typeof pairOf>[],
): Promise<boolean[]> {
  const views = new Views(context.db);
  const found = await batchGet(pairs.map((pair) => views.get(pair, { consistent: true })));
  return found.map((view) => view !== undefined);
}

/** A page and a user without views. The answer's writes are rolled back after the step. */
export async function freshPair(context: CheckContext): Promise<{ page: string; user: string }> {
  await context.rollBack(new Views(context.db));
  return { page: random.uuid(), user: random.uuid() };
}

/** A page and a user who has viewed it. */
export async function viewedPair(context: CheckContext): Promise<{ page: string; user: string }> {
  const { page, user } = await freshPair(context);
  await context.put(new Views(context.db), pairOf(page, user));
  return { page, user };
}

/** Counts what is exactly `true`. */
export const countTrue = (answers: readonly unknown[]): number =>
  answers.filter((answer) => answer === true).length;
