import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, createQuietly } from "../framework/internals";
import { random } from "../framework/random";
import type { Hint } from "./hints";
import { withShortPages } from "./short-pages";

export const tablesNamed = exercise<
  (client: DynamoDBClient, prefix: string) => PromiseLike<string[]>
>({
  "returns the tables whose names begin with the prefix": async (tablesNamed, context) => {
    const { prefix, ours } = await context.once(createShop);
    await context.expectResult(async () => sorted(await tablesNamed(context.db, prefix)), ours, {
      given: prefix,
      hint: namesHint(ours, LAST_PAGE),
    });
  },
  "follows every page": async (tablesNamed, context) => {
    const { prefix, ours } = await context.once(createShop);
    const { client, sent } = withShortPages(context.db);
    const found = await context.run(async () => sorted(await tablesNamed(client, prefix)), {
      given: prefix,
      hint: "This client's responses hold two names each. Does each request continue after the previous one, with ExclusiveStartTableName?",
    });
    context.expect(sent() > 0, "used another client than the one it received", {
      given: prefix,
      hint: "Use the client that the function receives, as `tableNames` does: it may have other credentials, or another region.",
    });
    context.expect(deepEqual(found, ours), `returned ${brief(found)} instead of ${brief(ours)}`, {
      given: prefix,
      hint: namesHint(ours, PAGES)(found),
    });
  },
  "returns an empty list if no name begins with the prefix": async (tablesNamed, context) => {
    const prefix = `unused-${random.uuid()}`;
    const hint = "Start with an empty list, and return it even if you added nothing.";
    await context.expectResult(() => tablesNamed(context.db, prefix), [], { given: prefix, hint });
  },
  "lets errors pass": async (tablesNamed, context) => {
    const prefix = `shop.${newId()}-`;
    await createNamed(context, [prefix]);
    const call = async () => sorted(await tablesNamed(context.db, prefix));
    await expectFailuresPassedOn(context, () => ({ call, given: prefix, right: [prefix] }));
  },
});

const LAST_PAGE =
  "Check the names in each response of the client's ListTables. The last response has no LastEvaluatedTableName, but it has names.";
const PAGES =
  "This client's responses hold two names each. Only LastEvaluatedTableName tells whether there are more, not the names or their number.";

const WHOLE_NAME =
  "One table's whole name is the prefix, so it begins with it, too. A response starts after ExclusiveStartTableName, and leaves out the table of that name.";

const shortest = (names: string[]) => names.toSorted((a, b) => a.length - b.length)[0];

/** A hint for a result that isn't a list or is too long, or else this one. */
const namesHint =
  (ours: string[], otherwise: string): Hint =>
  (found) => {
    if (!Array.isArray(found))
      return found instanceof Error ? otherwise : "Return a list of names.";
    const missing = ours.filter((name) => !found.includes(name));
    if (missing.length === 1 && missing[0] === shortest(ours)) return WHOLE_NAME;
    return found.length > ours.length
      ? "One of these names doesn't begin with the prefix, character by character. It contains the prefix elsewhere, or has another character in place of its point, which in a regular expression stands for any."
      : otherwise;
  };

/** Sorts a list; returns any other value unchanged. */
const sorted = (names: string[]) => (Array.isArray(names) ? [...names].sort() : names);

/** Longer than `text()`, so that no two steps have tables of one name. */
const newId = () => random.uuid().slice(0, 8);

/**
 * Creates five tables of a shop, one of which is named by the prefix alone, and two others: one whose
 * name contains the prefix elsewhere, and one whose name differs from it in the point.
 */
async function createShop(context: CheckContext): Promise<{ prefix: string; ours: string[] }> {
  const id = newId();
  const prefix = `shop.${id}-`;
  const ours = ["", "cups", "hats", "maps", "toys"].map((name) => `${prefix}${name}`);
  await createNamed(context, [...ours, `old-${prefix}toys`, `shop_${id}-toys`]);
  return { prefix, ours };
}

/** Creates empty tables, and deletes them after the check. */
async function createNamed(context: CheckContext, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const Named = Table({ name, fields: { id: string() }, partitionKey: "id" });
    context.deleteTableAtEnd(name);
    await createQuietly(context.db, new Named(context.db).createTable().input);
  }
}
