import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { batchWrite } from "../../../lib/index";
import type { AnyTable } from "../framework/any-table";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { consumed } from "./fixtures";

type RecentPages = new (db: DynamoDBClient, options?: { name?: string }) => AnyTable;

const TEN = Array.from({ length: 10 }, (_, n) => n + 1);
/** A page as its user saw it, of 6 KB. */
const SNAPSHOT = "x".repeat(6_000);

export const recentPages = exercise<RecentPages>({
  "returns a user's latest ten pages, newest first": async (RecentPages, context) => {
    const [recent, user_id] = [await createRecent(RecentPages, context), random.uuid()];
    // Numbers of two and three digits: as text they would sort differently.
    const times = random.shuffled(Array.from({ length: 12 }, (_, n) => 90 + 5 * n));
    const visits = times.map((viewed) => ({ page_id: random.uuid(), viewed }));
    await recent.putAll(
      visits.flatMap((visit) => [
        { ...visit, user_id, snapshot: "small" },
        { ...visit, user_id: random.uuid(), viewed: 300 - visit.viewed, snapshot: "small" },
      ]),
    );
    const found = await recent.latestTen(user_id);
    context.expect(
      found.length === 10,
      `returned ${found.length} pages instead of 10, although the user has viewed 12`,
      {
        given: user_id,
        hint: "Each pair of page and user is an item of its own. The table's key needs both.",
      },
    );
    const latest = visits
      .sort((a, b) => b.viewed - a.viewed)
      .slice(0, 10)
      .map(({ page_id }) => page_id);
    context.expect(
      deepEqual(
        found.map(({ page_id }) => page_id),
        latest,
      ),
      `returned pages viewed at ${found.map(({ viewed }) => viewed).join(", ")}`,
      {
        given: user_id,
        hint: "With descending, a query starts at the highest sort key. Which attribute should the index sort by?",
      },
    );
  },
  "keeps one item per user and page": async (RecentPages, context) => {
    const [recent, user_id, page_id] = [
      await createRecent(RecentPages, context),
      random.uuid(),
      random.uuid(),
    ];
    for (const viewed of [100, 300])
      await recent.put({ page_id, user_id, viewed, snapshot: "small" });
    const found = await recent.latestTen(user_id);
    context.expect(
      found.length === 1 && found[0]?.viewed === 300,
      `listed ${brief(found.map(({ viewed }) => viewed))} for a page that the user viewed at 100, and again at 300`,
      {
        given: user_id,
        hint: "With the time in the table's key, each visit is a new item. Use page_id and user_id as the key, and the time in the index.",
      },
    );
  },
  "lists ten pages for half a unit, however large the items are": async (RecentPages, context) => {
    const [recent, user_id] = [await createRecent(RecentPages, context), random.uuid()];
    const page = (viewed: number) => ({ page_id: random.uuid(), user_id, viewed });
    await recent.putAll(TEN.map((viewed) => ({ ...page(viewed), snapshot: SNAPSHOT })));
    const cost = await recent.costOfLatestTen(user_id);
    context.expect(cost.units <= 0.5, `${consumed(cost)} for ten items of 6 KB`, {
      given: user_id,
      hint: "The list shows pages and times. What else does the index project, so that the query reads it too?",
    });
  },
  "names its table page_recent": (RecentPages, context) =>
    context.expectName(RecentPages, "page_recent", { hint: hintForTable }),
  "writes an item of 6 KB with one unit for the index": async (RecentPages, context) => {
    const recent = await createRecent(RecentPages, context);
    const item = {
      page_id: random.uuid(),
      user_id: random.uuid(),
      viewed: 100,
      snapshot: SNAPSHOT,
    };
    const { requests } = await recent.costOfPut(item);
    const indexes = Object.entries(requests[0]?.by ?? {}).filter(([name]) => name !== recent.name);
    context.expect(
      indexes.length === 1 && indexes[0]?.[1] === 1,
      `consumed ${indexes.map(([name, units]) => `${units} units in ${name}`).join(", ") || "nothing in an index"}`,
      {
        hint:
          indexes.length > 1
            ? "Each index costs a write. The list needs only one."
            : "Each write copies the projected attributes into the index. With ALL, that includes the snapshot.",
      },
    );
  },
});

type Visit = { page_id: string; user_id: string; viewed: number; snapshot: string };
type RecentTable = AnyTable & {
  index(name: string): {
    query(key: object, options: object): PromiseLike<{ items: Partial<Visit>[] }>;
  };
};

/** Creates the learner's table. Returns the operations that the task uses. */
async function createRecent(Answer: RecentPages, context: CheckContext) {
  const table = await context.createTable(Answer as new (db: DynamoDBClient) => RecentTable, {
    hint: hintForTable,
  });
  const feedback = (item: Visit | undefined) => ({
    given: { ...item, snapshot: "…" },
    hint: (found: unknown) => hintForItem(table, found),
  });
  const put = (item: Visit) => table.put(item as never);
  const listing = (user_id: string) =>
    [
      async () => {
        const options = { limit: 10, descending: true };
        return (await table.index("recent").query({ user_id }, options)).items;
      },
      { given: user_id, hint: hintForQuery },
    ] as const;
  return {
    name: table.name,
    put: (item: Visit) => context.run(() => put(item), feedback(item)),
    // From an iterator: with another key, two visits may be one item.
    putAll: (items: Visit[]) =>
      context.run(() => batchWrite(items.values(), put), feedback(items[0])),
    costOfPut: (item: Visit) => context.measure(() => put(item), feedback(item)),
    latestTen: (user_id: string) => context.run(...listing(user_id)),
    costOfLatestTen: (user_id: string) => context.measure(...listing(user_id)),
  };
}

const hintForTable = (found: unknown) =>
  codeOf(found) === "ValidationException"
    ? "DynamoDB rejects this table. An index always contains the keys, so project only other attributes."
    : "RecentPages is a class: the result of Table({ name, fields, partitionKey, … }), without new.";

function hintForItem({ definition }: AnyTable, found: unknown): string {
  const { attribute } = found as { attribute?: unknown };
  if (attribute === "viewed" && Object.hasOwn(definition.fields, attribute))
    return "viewed is a whole number of seconds, int(). As text, 90 would come after 100.";
  return "An item has page_id and user_id (uuid), viewed (int) and snapshot (string), and no other field.";
}

function hintForQuery(found: unknown): string {
  const { code, attribute } = found as { code?: unknown; attribute?: unknown };
  if (attribute !== undefined)
    return "The query gives a user_id, so that must be the index's partition key.";
  if (code === "RequestInvalid") return "The table needs an index named recent.";
  return "The query in the task must work: by user_id, with limit and descending.";
}
