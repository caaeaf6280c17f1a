import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { string } from "../../../lib/fields/texts";
import { brief } from "../../../lib/print/brief";
import { Table } from "../../../lib/table/table";
import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { text } from "./boards";
import type { Hint } from "./hints";
import { withShortPages } from "./short-pages";

export const tablesNamed = exercise<
  (client: DynamoDBClient, prefix: string) => PromiseLike<string[]>
>({
  "gives the tables whose names begin so": async (tablesNamed, trial) => {
    const { prefix, ours } = await shop(trial);
    await trial.gives(async () => sorted(await tablesNamed(trial.db, prefix)), ours, {
      given: prefix,
      hint: wrongNames(ours, LAST_PAGE),
    });
  },
  "follows the pages to the end": async (tablesNamed, trial) => {
    const { prefix, ours } = await shop(trial);
    const { client, sent } = await withShortPages(trial.db);
    const found = await trial.answer(async () => sorted(await tablesNamed(client, prefix)), {
      given: prefix,
      hint: "This client's answers hold two names each. Does each request say, in ExclusiveStartTableName, where the answer before it stopped?",
    });
    trial.holds(sent() > 0, "asked another client than the one it was given", {
      given: prefix,
      hint: "The function has a client of its own, as `tableNames` has: it may belong to other keys, or another region.",
    });
    trial.holds(same(found, ours), `gave ${brief(found)} instead of ${brief(ours)}`, {
      given: prefix,
      hint: wrongNames(ours, PAGES)(found),
    });
  },
  "gives an empty list where no table has such a name": async (tablesNamed, trial) => {
    const prefix = `nobody-${random.uuid()}`;
    const hint = "Begin with an empty list, and give it even if nothing was added.";
    await trial.gives(() => tablesNamed(trial.db, prefix), [], { given: prefix, hint });
  },
});

const LAST_PAGE =
  "Look through the names that the client's ListTables gives. The last answer has no LastEvaluatedTableName, but it has names.";
const PAGES =
  "This client's answers hold two names each. Only LastEvaluatedTableName says whether there are more, however many names a page has, and whichever they are.";

/** A hint for a list that is none, or too long; for others this one. */
const wrongNames =
  (ours: string[], otherwise: string): Hint =>
  (found) => {
    if (!Array.isArray(found)) return found instanceof Error ? otherwise : "Give a list of names.";
    return found.length > ours.length
      ? "A table of the shop has a name that begins with the prefix. To have it somewhere is not enough."
      : otherwise;
  };

/** Whatever an answer gives: a list without its order. */
const sorted = (names: string[]) => (Array.isArray(names) ? [...names].sort() : names);

/** Four tables of a shop, and one whose name only contains the shop's prefix. */
async function shop(trial: Trial): Promise<{ prefix: string; ours: string[] }> {
  const prefix = `shop-${text()}-`;
  const ours = ["cups", "hats", "maps", "toys"].map((name) => `${prefix}${name}`);
  for (const name of [...ours, `old-${prefix}toys`]) {
    const Named = Table({ name, fields: { id: string() }, partitionKey: "id" });
    // A trial gives its tables names without a meaning; here the names are what matters.
    class Own extends Named {
      constructor(db: DynamoDBClient) {
        super(db);
      }
    }
    await trial.created(Own, { hint: "" });
  }
  return { prefix, ours };
}
