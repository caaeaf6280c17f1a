import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../../../lib/errors/errors";
import { createQuietly } from "../../../lib/table/create";
import { between, type OnItsWay } from "../between";
import { exercise } from "../exercise";
import { deniedOnce, slowToCreate, unlessDenied } from "../played";
import { random } from "../random";
import type { Trial } from "../trial";
import { Wallets } from "./wallets";

type CreateOnDemand = (name: string) => unknown;

export const createOnDemand = exercise<CreateOnDemand>({
  "creates an on-demand table with the key user_id": async (createOnDemand, trial) => {
    const name = newName();
    await trial.answer(() => creating(trial, () => createOnDemand(name)), {
      given: name,
      hint: "It must not fail.",
    });
    const table = await described(trial, name);
    trial.holds(table !== undefined, "created no table of that name", {
      given: name,
      hint: "The table gets the name that the function is given.",
    });
    const keys = (table?.KeySchema ?? [])
      .map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`)
      .join(", ");
    trial.holds(keys === "user_id HASH", `created a table with the key ${keys}`, {
      given: name,
      hint: "It has the same key as the chapter's table: user_id, as partition key.",
    });
    const mode = table?.BillingModeSummary?.BillingMode ?? "PROVISIONED";
    trial.holds(mode === "PAY_PER_REQUEST", `created a table with the billing mode ${mode}`, {
      given: name,
      hint: "Look at what the chapter says about on-demand mode: it takes the place of ProvisionedThroughput.",
    });
  },
  "waits until it is ACTIVE": async (createOnDemand, trial) => {
    const name = newName();
    const aws = slowToCreate(name);
    await trial.answer(
      () => creating(trial, () => between(trial.db, aws.watcher, () => createOnDemand(name))),
      {
        given: name,
        hint: (found) =>
          found === undefined
            ? "The table was ACTIVE after a few questions. Is anything still waiting?"
            : "At AWS a new table is CREATING for a while. That is no error.",
      },
    );
    trial.holds(
      aws.wasSeenActive(),
      "came back while the table was still CREATING, as it is at AWS for some seconds",
      {
        given: name,
        hint: "What does DescribeTable say of it? The chapter has a waiter for that.",
      },
    );
  },
  "leaves a table that is there as it is": async (createOnDemand, trial) => {
    const table = await provisioned(trial);
    const wallet = { user_id: random.uuid(), balance: "40" };
    await table.put(wallet);
    await trial.answer(() => creating(trial, () => createOnDemand(table.name)), {
      given: table.name,
      hint: "There is a table of that name. Ask first, or take this one error for what it says: it is there already.",
    });
    const now = await described(trial, table.name);
    const isLost =
      now === undefined ||
      (await table.get({ user_id: wallet.user_id }, { consistent: true })) === undefined;
    const isChanged = now?.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
    trial.holds(
      !isLost && !isChanged,
      isLost ? "lost the item that was in it" : "changed the table's billing mode",
      {
        given: table.name,
        hint: "A table that is there may hold somebody's items. Create only what is missing.",
      },
    );
  },
  "lets other errors pass": async (createOnDemand, trial) => {
    await trial.refuses(() => creating(trial, () => createOnDemand("x")), "ValidationException", {
      given: "x",
      hint: "A name of one letter is against the rules. Whoever calls this must learn that no table was created.",
    });
  },
  'takes only ResourceNotFoundException for "missing"': async (createOnDemand, trial) => {
    const { name } = await provisioned(trial);
    // Whoever doesn't ask first may find out by creating, and that is fine.
    await trial.answer(
      () => between(trial.db, deniedOnce(), () => unlessDenied(() => createOnDemand(name))),
      {
        given: name,
        hint: "DescribeTable failed with AccessDeniedException: these credentials may not ask. The table is there all the same, so that was no reason to create it.",
      },
    );
  },
});

const newName = () => `check_${random.uuid()}`;

/** A table like the chapter's, for this step only. */
async function provisioned(trial: Trial) {
  const table = new Wallets(trial.db, { name: newName() });
  trial.afterwards(() => deleteIfThere(trial, table.name));
  await createQuietly(trial.db, table.createTable().input);
  return table;
}

/** What DynamoDB knows of a table; `undefined` if there is none. */
async function described(trial: Trial, name: string): Promise<TableDescription | undefined> {
  try {
    return await new Wallets(trial.db, { name }).describeTable();
  } catch (error) {
    if (error instanceof DynamoError && error.code === "ResourceNotFoundException")
      return undefined;
    throw error;
  }
}

/** What some work gives; the tables that it creates are deleted after the step. */
function creating<T>(trial: Trial, work: () => T | PromiseLike<T>): Promise<T> {
  const watcher = async ({ operation, input, send }: OnItsWay) => {
    const answer = await send();
    if (operation === "CreateTable")
      trial.afterwards(() => deleteIfThere(trial, String(input["TableName"])));
    return answer;
  };
  return between(trial.db, watcher, work);
}

async function deleteIfThere(trial: Trial, name: string): Promise<void> {
  if ((await described(trial, name)) !== undefined)
    await new Wallets(trial.db, { name }).deleteTable();
}
