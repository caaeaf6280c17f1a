import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { measure } from "../../../lib/client/measure";
import { brief } from "../../../lib/print/brief";
import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { AnyTable, Trial } from "../trial";
import { consumed } from "./tables";

type RecentPages = new (db: DynamoDBClient, options?: { name?: string }) => AnyTable;

/** A page as its user saw it, 6 KB. */
const SNAPSHOT = "x".repeat(6_000);

export const recentPages = exercise<RecentPages>({
  "gives a user's latest ten pages, the latest first": async (RecentPages, trial) => {
    const [recent, user_id] = [await created(RecentPages, trial), random.uuid()];
    // Not all of the same length, so that as texts they would be in another order.
    const times = random.shuffled(Array.from({ length: 12 }, (_, n) => 90 + 5 * n));
    const visits = times.map((viewed) => ({ page_id: random.uuid(), viewed }));
    for (const visit of visits) {
      await recent.put({ ...visit, user_id, snapshot: "small" });
      await recent.put({
        ...visit,
        user_id: random.uuid(),
        viewed: 300 - visit.viewed,
        snapshot: "small",
      });
    }
    const found = await recent.latestTen(user_id);
    trial.holds(
      found.length === 10,
      `gave ${found.length} pages instead of 10, of the 12 that the user has viewed`,
      {
        given: user_id,
        hint: "There is an item for each page and each user. The table's key must tell both apart.",
      },
    );
    const latest = visits
      .sort((a, b) => b.viewed - a.viewed)
      .slice(0, 10)
      .map(({ page_id }) => page_id);
    trial.holds(
      same(
        found.map(({ page_id }) => page_id),
        latest,
      ),
      `gave pages viewed at ${found.map(({ viewed }) => viewed).join(", ")}`,
      {
        given: user_id,
        hint: "With descending, a query begins at the highest sort key. By which attribute must the index be sorted?",
      },
    );
  },
  "keeps one item for a user and a page": async (RecentPages, trial) => {
    const [recent, user_id, page_id] = [
      await created(RecentPages, trial),
      random.uuid(),
      random.uuid(),
    ];
    for (const viewed of [100, 300])
      await recent.put({ page_id, user_id, viewed, snapshot: "small" });
    const found = await recent.latestTen(user_id);
    trial.holds(
      found.length === 1 && found[0]?.viewed === 300,
      `listed ${brief(found.map(({ viewed }) => viewed))} for a page that the user viewed at 100, and again at 300`,
      {
        given: user_id,
        hint: "With the time in the table's key each visit is an item of its own. page_id and user_id are the table's key; the time belongs to the index.",
      },
    );
  },
  "lists ten for half a unit, however large the items are": async (RecentPages, trial) => {
    const [recent, user_id] = [await created(RecentPages, trial), random.uuid()];
    for (let viewed = 1; viewed <= 10; viewed++)
      await recent.put({ page_id: random.uuid(), user_id, viewed, snapshot: SNAPSHOT });
    const cost = await measure(trial.db, () => recent.latestTen(user_id));
    trial.holds(cost.units <= 0.5, `${consumed(cost)} for ten items of 6 KB`, {
      given: user_id,
      hint: "The list shows pages and times. What else does the index hold, and is read with them?",
    });
  },
  "writes an item of 6 KB with one unit for the index": async (RecentPages, trial) => {
    const recent = await created(RecentPages, trial);
    const item = {
      page_id: random.uuid(),
      user_id: random.uuid(),
      viewed: 100,
      snapshot: SNAPSHOT,
    };
    const { requests } = await measure(trial.db, () => recent.put(item));
    const indexes = Object.entries(requests[0]?.by ?? {}).filter(([name]) => name !== recent.name);
    trial.holds(
      indexes.length === 1 && indexes[0]?.[1] === 1,
      `consumed ${indexes.map(([name, units]) => `${units} units in ${name}`).join(", ") || "nothing in an index"}`,
      {
        hint:
          indexes.length > 1
            ? "Each index costs a write. The list needs one."
            : "Each write copies to the index what it projects: with ALL, that is the snapshot, too.",
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

/** The learner's table, used as the task says. */
async function created(Answer: RecentPages, trial: Trial) {
  const table = await trial.created(Answer as new (db: DynamoDBClient) => RecentTable, {
    hint: hintForTable,
  });
  return {
    name: table.name,
    put: (item: Visit) =>
      trial.answer(() => table.put(item as never), {
        given: { ...item, snapshot: "…" },
        hint: (found) => hintForItem(table, found),
      }),
    latestTen: async (user_id: string) => {
      const { items } = await trial.answer(
        () => table.index("recent").query({ user_id }, { limit: 10, descending: true }),
        { given: user_id, hint: hintForQuery },
      );
      return items;
    },
  };
}

const hintForTable = (found: unknown) =>
  (found as { code?: unknown }).code === "ValidationException"
    ? "DynamoDB refuses this table. Keys are in each index anyway; a projection names other attributes."
    : "RecentPages is a class: what Table({ name, fields, partitionKey, … }) gives, without new.";

function hintForItem({ definition }: AnyTable, found: unknown): string {
  const { attribute } = found as { attribute?: unknown };
  if (attribute === "viewed" && Object.hasOwn(definition.fields, attribute))
    return "viewed is a number of whole seconds, int(). As texts, 90 would come after 100.";
  return "An item has page_id and user_id (uuid), viewed (int) and snapshot (string), and no more.";
}

function hintForQuery(found: unknown): string {
  const { code, attribute } = found as { code?: unknown; attribute?: unknown };
  if (attribute !== undefined)
    return "The list is asked for by user_id. What one asks by is the partition key.";
  if (code === "RequestInvalid") return "The table needs an index, and its name is recent.";
  return "The query of the task must work: for user_id, with limit and descending.";
}
