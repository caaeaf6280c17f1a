import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { accessDeniedOnce, DENIED, slowTableCreation } from "../framework/faults";
import type { Interceptor } from "../framework/interceptor";
import { deleteIfExists } from "../framework/check-tables";
import { brief, codeOf, createQuietly, describeTable } from "../framework/internals";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type CreateOnDemand = (name: string) => unknown;

export const createOnDemand = exercise<CreateOnDemand>({
  "creates an on-demand table with the key user_id": async (createOnDemand, context) => {
    const name = newName();
    await context.run(() => createOnDemand(name), {
      given: name,
      hint: "Creating this table shouldn't fail.",
      patience: PATIENCE,
      during: deletingTables(context),
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
    await context.run(() => createOnDemand(name), {
      given: name,
      hint: CREATING,
      patience: PATIENCE,
      during: deletingTables(context, aws.interceptor),
    });
    expectSeenActive(context, name, aws);
  },
  "waits for an existing table, too": async (createOnDemand, context) => {
    const { name } = await createProvisioned(context);
    const aws = slowTableCreation(name);
    await context.run(() => createOnDemand(name), {
      given: name,
      hint: CREATING,
      patience: PATIENCE,
      during: deletingTables(context, aws.interceptor),
    });
    expectSeenActive(context, name, aws);
  },
  "leaves an existing table unchanged": async (createOnDemand, context) => {
    const table = await createProvisioned(context);
    const wallet = { user_id: random.uuid(), balance: "40" };
    await table.put(wallet);
    await context.run(() => createOnDemand(table.name), {
      given: table.name,
      patience: PATIENCE,
      during: deletingTables(context),
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
        hint: isLost
          ? "An existing table may hold data. Create only a table that is missing."
          : "An existing table may hold data, and its owner chose its billing mode: leave it unchanged, and only wait for it.",
      },
    );
  },
  "lets other errors pass": async (createOnDemand, context) => {
    await context.expectError(() => createOnDemand("x"), "ValidationException", {
      given: "x",
      during: deletingTables(context),
      hint: "A table name needs at least three characters. Let this error pass, so that the caller learns that no table was created.",
    });
  },
  "treats only ResourceNotFoundException as a missing table": async (createOnDemand, context) => {
    const { name } = await createProvisioned(context);
    const denied = accessDeniedOnce();
    const outcome = await context.outcomeOf(() => createOnDemand(name), {
      given: name,
      hint: "",
      patience: PATIENCE,
      during: denied.interceptor,
    });
    const isOther = "error" in outcome && codeOf(outcome.error) !== DENIED;
    // An answer may learn from CreateTable that the table exists, and the SDK's waiter asks again.
    const isSwallowed = "value" in outcome && denied.wasDenied() && !denied.wasSeenLater();
    context.expect(
      !isOther && !isSwallowed,
      isOther ? `threw ${brief(outcome.error)}` : "returned without having seen the table's status",
      {
        given: name,
        hint: "DescribeTable failed with AccessDeniedException, which doesn't mean that the table is missing. Let that error pass.",
      },
    );
  },
});

/** The SDK's waiter pauses for 20 seconds unless it's told otherwise. */
const PATIENCE = 45_000;

const CREATING = "At AWS a new table is CREATING for a while. That isn't an error.";

function expectSeenActive(
  context: CheckContext,
  name: string,
  { wasSeenActive }: ReturnType<typeof slowTableCreation>,
): void {
  context.expect(
    wasSeenActive(),
    "returned while the table was still CREATING, as on AWS for some seconds",
    {
      given: name,
      hint: "DescribeTable returns the table's status. The chapter has a waiter that polls it. An existing table may be CREATING, too: another program may have just created it.",
    },
  );
}

const newName = () => `check_${random.uuid()}`;

/** A provisioned table with the chapter's key. It is deleted after the step. */
async function createProvisioned(context: CheckContext) {
  const table = new Wallets(context.db, { name: newName() });
  context.defer(() => deleteIfExists(context.db, table.name));
  await createQuietly(context.db, table.createTable().input);
  return table;
}

/** Deletes the tables that the answer creates, after the step. */
const deletingTables =
  (context: CheckContext, next: Interceptor = ({ send }) => send()): Interceptor =>
  async (request) => {
    const response = await next(request);
    if (request.operation === "CreateTable")
      context.defer(() => deleteIfExists(context.db, String(request.input["TableName"])));
    return response;
  };
