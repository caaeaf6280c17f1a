import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { int, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deleteIfExists } from "../framework/check-tables";
import { createQuietly } from "../framework/internals";
import { random } from "../framework/random";

/** The chapter's table of orders, without its indexes. */
export const Orders = Table({
  name: "store_order",
  fields: { order_id: string() },
  partitionKey: "order_id",
});

/** The chapter's table of articles. */
export const Articles = Table({
  name: "store_article",
  fields: {
    id: string(),
    part: string(),
    text: string().optional(),
    views: int().optional(),
  },
  partitionKey: "id",
  sortKey: "part",
});

export const ARTICLES = "store_article";

/** Stores an article with a text of this length, and returns both. */
export async function storeArticle(
  context: CheckContext,
  length: number,
): Promise<{ id: string; text: string }> {
  const [id, text] = [random.uuid(), random.digits(1) + "x".repeat(length - 1)];
  await context.put(new Articles(context.db), { id, part: "text", text });
  return { id, text };
}

export type TableInput = Omit<CreateTableCommandInput, "TableName" | "AttributeDefinitions">;

/** Creates a table whose key attributes are texts, and deletes it after the step. */
export async function tableWith(context: CheckContext, input: TableInput): Promise<string> {
  const TableName = `check_${random.uuid()}`;
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = input;
  const keys = [input, ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].flatMap(
    ({ KeySchema = [] }) => KeySchema,
  );
  const names = [...new Set(keys.map(({ AttributeName }) => AttributeName ?? ""))];
  const AttributeDefinitions = names.map((AttributeName) => ({
    AttributeName,
    AttributeType: "S" as const,
  }));
  await create(context, { ...input, TableName, AttributeDefinitions });
  return TableName;
}

/** Creates a table, and deletes it after the step. */
export async function create(context: CheckContext, input: CreateTableCommandInput): Promise<void> {
  const name = input.TableName ?? "";
  context.defer(() => deleteIfExists(context.db, name));
  await createQuietly(context.db, input);
}

/** A key of these attributes: a partition key, and a sort key if there are two. */
export const keyOf = (...names: string[]) =>
  names.map((AttributeName, n) => ({
    AttributeName,
    KeyType: n === 0 ? ("HASH" as const) : ("RANGE" as const),
  }));

/** A local index, or a global one of an on-demand table. */
export const indexOf = (IndexName: string, ...names: string[]) => ({
  IndexName,
  KeySchema: keyOf(...names),
  Projection: { ProjectionType: "KEYS_ONLY" as const },
});

export const ON_DEMAND = { BillingMode: "PAY_PER_REQUEST" } as const;
