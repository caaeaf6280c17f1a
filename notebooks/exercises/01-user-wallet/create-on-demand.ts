import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { accessDeniedOnce, ignoreAccessDenied, slowTableCreation } from "../framework/faults";
import { type Interceptor, withInterceptor } from "../framework/interceptor";
import { createQuietly, deleteTable, describeTable } from "../framework/internals";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type CreateOnDemand = (name: string) => unknown;

export const createOnDemand = exercise<CreateOnDemand>({
  "creates an on-demand table with the key user_id": async (createOnDemand, context) => {
    const name = newName();
    await context.run(() => deletingTables(context, () => createOnDemand(name)), {
      given: name,
      hint: "Creating this table shouldn't fail.",
    });
    const table = await describeTable(context.db, name);
    context.expect(table !== undefined, "didn't create a table of that name", {
      given: name,
      hint: "Use the function's argument as the table's name.",
    });
    const keys = (table?.KeySchema ?? [])
      .map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`)
      .join(", ");
    context.expect(keys === "user_id HASH", `created a table with the key ${keys}`, {
      given: name,
      hint: "Use the key of the chapter's table: user_id as the partition key.",
    });
    const mode = table?.BillingModeSummary?.BillingMode ?? "PROVISIONED";
    context.expect(mode === "PAY_PER_REQUEST", `created a table with the billing mode ${mode}`, {
      given: name,
      hint: "On-demand mode replaces ProvisionedThroughput. The chapter shows the parameter.",
    });
  },
  "waits until the table is ACTIVE": async (createOnDemand, context) => {
    const name = newName();
    const aws = slowTableCreation(name);
    await context.run(
      () =>
        deletingTables(context, () =>
          withInterceptor(context.db, aws.interceptor, () => createOnDemand(name)),
        ),
      {
        given: name,
        hint: (found) =>
          found === undefined
            ? "DescribeTable reported ACTIVE after a few requests. What is your code still waiting for?"
            : "At AWS a new table is CREATING for a while. That isn't an error.",
      },
    );
    context.expect(
      aws.wasSeenActive(),
      "returned while the table was still CREATING, as it is at AWS for some seconds",
      {
        given: name,
        hint: "DescribeTable returns the table's status. The chapter has a waiter that polls it.",
      },
    );
  },
  "leaves an existing table unchanged": async (createOnDemand, context) => {
    const table = await createProvisioned(context);
    const wallet = { user_id: random.uuid(), balance: "40" };
    await table.put(wallet);
    await context.run(() => deletingTables(context, () => createOnDemand(table.name)), {
      given: table.name,
      hint: "This table exists already. Call DescribeTable first, or catch the one error that says so.",
    });
    const now = await describeTable(context.db, table.name);
    const isLost =
      now === undefined ||
      (await table.get({ user_id: wallet.user_id }, { consistent: true })) === undefined;
    const isChanged = now?.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
    context.expect(
      !isLost && !isChanged,
      isLost ? "lost the table's item" : "changed the table's billing mode",
      {
        given: table.name,
        hint: "An existing table may hold data. Create only a table that is missing.",
      },
    );
  },
  "lets other errors pass": async (createOnDemand, context) => {
    await context.expectError(
      () => deletingTables(context, () => createOnDemand("x")),
      "ValidationException",
      {
        given: "x",
        hint: "A table name needs at least three characters. Let this error pass, so that the caller learns that no table was created.",
      },
    );
  },
  "treats only ResourceNotFoundException as a missing table": async (createOnDemand, context) => {
    const { name } = await createProvisioned(context);
    // An answer that never calls DescribeTable may learn from CreateTable that the table exists.
    await context.run(
      () =>
        withInterceptor(context.db, accessDeniedOnce(), () =>
          ignoreAccessDenied(() => createOnDemand(name)),
        ),
      {
        given: name,
        hint: "DescribeTable failed with AccessDeniedException, which doesn't mean that the table is missing. Let that error pass.",
      },
    );
  },
});

const newName = () => `check_${random.uuid()}`;

/** A provisioned table with the chapter's key. It is deleted after the step. */
async function createProvisioned(context: CheckContext) {
  const table = new Wallets(context.db, { name: newName() });
  context.defer(() => deleteIfExists(context, table.name));
  await createQuietly(context.db, table.createTable().input);
  return table;
}

/** Calls `work`. The tables that it creates are deleted after the step. */
function deletingTables<T>(context: CheckContext, work: () => T | PromiseLike<T>): Promise<T> {
  const deleteLater: Interceptor = async ({ operation, input, send }) => {
    const response = await send();
    if (operation === "CreateTable")
      context.defer(() => deleteIfExists(context, String(input["TableName"])));
    return response;
  };
  return withInterceptor(context.db, deleteLater, work);
}

async function deleteIfExists({ db }: CheckContext, name: string): Promise<void> {
  if ((await describeTable(db, name)) !== undefined) await deleteTable(db, name);
}
