import type { CreateTableCommandInput, TableDescription } from "@aws-sdk/client-dynamodb";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { brief, codeOf, describeTable } from "../framework/internals";
import { random } from "../framework/random";
import { create, indexOf, keyOf, ON_DEMAND, tableWith, type TableInput } from "./fixtures";

type AsCode = (TableName: string) => unknown;

/**
 * What the task names, of the properties that CloudFormation knows.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 */
const KNOWN = [
  "TableName",
  "KeySchema",
  "AttributeDefinitions",
  "BillingMode",
  "ProvisionedThroughput",
  "GlobalSecondaryIndexes",
  "DeletionProtectionEnabled",
];
const KNOWN_OF_THROUGHPUT = ["ReadCapacityUnits", "WriteCapacityUnits"];
const KNOWN_OF_INDEX = ["IndexName", "KeySchema", "Projection", "ProvisionedThroughput"];

/** What two tables have in common if one was made from the other. */
const designOf = (table: TableDescription | undefined) => ({
  KeySchema: table?.KeySchema,
  AttributeDefinitions: byName(table?.AttributeDefinitions, "AttributeName"),
  mode: table?.BillingModeSummary?.BillingMode ?? "PROVISIONED",
  throughput: unitsOf(table?.ProvisionedThroughput),
  indexes: byName(table?.GlobalSecondaryIndexes, "IndexName").map((index) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
    throughput: unitsOf(index.ProvisionedThroughput),
  })),
});

const byName = <T extends object>(list: readonly T[] = [], name: keyof T): T[] =>
  [...list].sort((a, b) => String(a[name]).localeCompare(String(b[name])));

const unitsOf = (
  throughput:
    { ReadCapacityUnits?: number | undefined; WriteCapacityUnits?: number | undefined } | undefined,
) => [throughput?.ReadCapacityUnits ?? 0, throughput?.WriteCapacityUnits ?? 0];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Requires properties from which the same table can be made. */
async function expectSame(asCode: AsCode, context: CheckContext, input: TableInput): Promise<void> {
  const given = await tableWith(context, input);
  const properties = await context.run(() => asCode(given), {
    given,
    hint: "A table without an index has no GlobalSecondaryIndexes in its description, and a provisioned one may have no BillingModeSummary.",
  });
  if (!isObject(properties))
    return context.expect(false, `returned ${brief(properties)}`, {
      given,
      hint: "Return an object with the properties of the template, as the chapter's Properties.",
    });
  expectKnown(context, given, properties);
  const { TableName, DeletionProtectionEnabled, ...rest } = properties;
  context.expect(TableName === given, `returned the TableName ${brief(TableName)}`, {
    given,
    hint: "The table keeps its name.",
  });
  context.expect(DeletionProtectionEnabled === true, "leaves the table without protection", {
    given,
    hint: "Set DeletionProtectionEnabled.",
  });
  await expectMade(context, given, rest);
}

function expectKnown(
  context: CheckContext,
  given: string,
  properties: Record<string, unknown>,
): void {
  const { GlobalSecondaryIndexes: list } = properties;
  const indexes = Array.isArray(list) ? list.filter(isObject) : [];
  const throughputs = [properties, ...indexes]
    .map(({ ProvisionedThroughput: throughput }) => throughput)
    .filter(isObject);
  const unknown = [
    ...unknownIn([properties], KNOWN),
    ...unknownIn(indexes, KNOWN_OF_INDEX),
    ...unknownIn(throughputs, KNOWN_OF_THROUGHPUT),
  ];
  context.expect(unknown.length === 0, `returned ${unknown.join(", ")}`, {
    given,
    hint: "A description also says what DynamoDB keeps track of, such as states, sizes and dates. Take only the properties that the task lists, in indexes and in throughput, too.",
  });
}

const unknownIn = (objects: readonly object[], known: readonly string[]) =>
  objects.flatMap(Object.keys).filter((name) => !known.includes(name));

/** Creates the table from the properties, under another name, and compares it. */
async function expectMade(
  context: CheckContext,
  given: string,
  properties: Partial<CreateTableCommandInput>,
): Promise<void> {
  const TableName = `check_${random.uuid()}`;
  try {
    await create(context, { ...properties, TableName });
  } catch (error) {
    if (codeOf(error) !== "ValidationException" && !(error instanceof TypeError)) throw error;
    return context.expect(false, `returned what CreateTable refuses: ${brief(error)}`, {
      given,
      hint: "A provisioned table and each of its global indexes have ProvisionedThroughput; an on-demand table and its indexes have none. A table without an index has no GlobalSecondaryIndexes, not even an empty list.",
    });
  }
  const [wanted, made] = [
    designOf(await describeTable(context.db, given)),
    designOf(await describeTable(context.db, TableName)),
  ];
  const different = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (part) => !deepEqual(wanted[part], made[part]),
  );
  context.expect(different.length === 0, `describes another table: ${different.join(", ")}`, {
    given,
    hint: different.some((part) => part === "mode" || part === "throughput")
      ? "The check created a table from what you returned, and compared the two. BillingMode is in BillingModeSummary, and missing there for a provisioned table."
      : "The check created a table from what you returned, and compared the two. An index keeps its own KeySchema, its Projection as a whole and, if it is provisioned, its own throughput.",
  });
}

const units = (): { ReadCapacityUnits: number; WriteCapacityUnits: number } => ({
  ReadCapacityUnits: random.int(2, 9),
  WriteCapacityUnits: random.int(2, 9),
});

export const asCode = exercise<AsCode>({
  "describes an on-demand table with indexes": (asCode, context) =>
    expectSame(asCode, context, {
      ...ON_DEMAND,
      KeySchema: keyOf("id", "part"),
      GlobalSecondaryIndexes: [
        indexOf("by_user", "user", "at"),
        { ...indexOf("by_day", "day"), Projection: { ProjectionType: "ALL" } },
      ],
    }),
  "describes one without an index": (asCode, context) =>
    expectSame(asCode, context, { ...ON_DEMAND, KeySchema: keyOf("id") }),
  "describes a provisioned table, with its throughput": (asCode, context) =>
    expectSame(asCode, context, {
      KeySchema: keyOf("id"),
      ProvisionedThroughput: units(),
      GlobalSecondaryIndexes: [{ ...indexOf("by_user", "user"), ProvisionedThroughput: units() }],
    }),
  "lets errors pass": async (asCode, context) => {
    const given = `check_${random.uuid()}`;
    await context.expectError(() => asCode(given), "ResourceNotFoundException", {
      given,
      hint: "This table doesn't exist. Let DescribeTable's error pass.",
    });
  },
});
