import type { CheckContext } from "../framework/check-context";
import { counting } from "../framework/counting";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { Sales } from "./fixtures";

type LatestSales = (day: string, count: number) => PromiseLike<number[]>;

const SHARDS = [0, 1, 2, 3] as const;

/** A day that no other step uses. */
const newDay = () => `20${random.digits(2)}-${random.uuid().slice(0, 6)}`;

/** Puts sales into the shards of a new day, and deletes them after the step. */
async function dayWith(context: CheckContext, shards: readonly number[][]): Promise<string> {
  const day = newDay();
  const sales = shards.flatMap((times, n) =>
    times.map((at) => ({ day: `${day}.${n}`, at, sale: `sale-${at}` })),
  );
  await context.put(new Sales(context.db), ...random.shuffled(sales));
  return day;
}

function resultHint(expected: readonly number[]) {
  return (found: unknown): string => {
    if (codeOf(found) === "ValidationException")
      return "DynamoDB rejects this request: a query needs one whole partition key, here the day, a dot and the shard.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (!Array.isArray(found) || found.some((one) => typeof one !== "number"))
      return "Return a list of numbers: the attribute at of each sale.";
    const times = found as number[];
    const ascending = [...expected].sort((a, b) => a - b);
    if (times.length < expected.length)
      return "Some sales are missing. The day is spread over four keys: ask each of the shards, 0 to 3.";
    if (times.length > expected.length) return "These are too many. Cut the list after the merge.";
    if (
      deepEqual(
        [...times].sort((a, b) => a - b),
        ascending,
      )
    )
      return "These are the right sales, but the newest comes first. Each query's result is sorted, the four together aren't.";
    return "These aren't the newest. All of them may be in one shard, so ask each shard for its newest, as many as are wanted, then merge by time, as numbers: sort() without a function compares texts.";
  };
}

/** Requires the newest sales of a day with these shards. */
async function expectLatest(
  latestSales: LatestSales,
  context: CheckContext,
  shards: readonly number[][],
  count: number,
): Promise<void> {
  const day = await dayWith(context, shards);
  const all = shards.flat().sort((a, b) => b - a);
  const expected = all.slice(0, count);
  await context.expectResult(() => latestSales(day, count), expected, {
    given: { shards, count },
    hint: resultHint(expected),
  });
}

const times = (count: number, from: number, step: number) =>
  Array.from({ length: count }, (_, n) => from + n * step);

export const latestSales = exercise<LatestSales>({
  "returns the newest sales of all shards, the newest first": (latestSales, context) =>
    expectLatest(
      latestSales,
      context,
      SHARDS.map((n) => times(6, n + random.int(0, 3) * 4, 8)),
      5,
    ),
  "finds them if they are all in one shard": (latestSales, context) => {
    const from = random.int(100, 200);
    const shards: number[][] = SHARDS.map((n) => times(5, n, 4));
    shards[random.int(0, 3)] = times(7, from, 3);
    return expectLatest(latestSales, context, shards, 6);
  },
  "returns those that there are": async (latestSales, context) => {
    await expectLatest(latestSales, context, [[3, 9], [], [], [5]], 10);
    await expectLatest(latestSales, context, [[], [], [], []], 3);
  },
  "reads no more than that many of each shard": async (latestSales, context) => {
    const shards = SHARDS.map((n) => times(12, n, 4));
    const day = await dayWith(context, shards);
    const { seen, interceptor } = counting();
    const expected = [47, 46, 45];
    const feedback = { given: { day, count: 3 }, hint: resultHint(expected), during: interceptor };
    await context.expectResult(() => latestSales(day, 3), expected, feedback);
    context.expect(
      seen.items > 0 && seen.items <= 12 && !seen.operations.includes("Scan"),
      `read ${seen.items} sales`,
      {
        given: feedback.given,
        hint:
          seen.items === 0
            ? THROUGH_DB
            : "Read each shard from its newest end, and no more than the count: a query takes a limit, and descending.",
      },
    );
  },
  "lets errors pass": (latestSales, context) =>
    expectFailuresPassedOn(context, async () => {
      const day = await dayWith(context, [[1], [2], [3], [4]]);
      return { call: () => latestSales(day, 2), given: day, right: [4, 3] };
    }),
});
