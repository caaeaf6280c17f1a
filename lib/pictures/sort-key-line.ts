import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { fieldOf } from "../items/encode";
import type { StoredItem } from "../items/types";
import type { Source } from "../requests/paged";
import { only, readAtMost, type Read } from "./drawn";
import {
  allKeysOf,
  keyOf,
  parametersOf,
  placeholdersIn,
  placeText,
  type DrawnQuery,
  type Parameters,
} from "./query";
import { identity } from "./stored-text";

/** A partition along its sort key, and what a query reads of it. Items stand in the order of the sort key, from the lowest. */
export type SortKeyLine = {
  /** What the query reads: `purchase, index for_user`. */
  place: string;
  /** The query's parameters. */
  input: Parameters;
  partition: AttributeValue;
  sortKey: string;
  /** Key attributes: the sort key, the partition key, and the table's. */
  names: string[];
  /** Items of the partition below the stretch that the query reads, those next to it. */
  before: Read;
  stretch: Read;
  /** Items above the stretch, those next to it. */
  after: Read;
  /** Items of the stretch that a filter drops. */
  dropped: ReadonlySet<StoredItem>;
};

/** At most `most` items of the stretch, and of either side of it. @throws DynamoError `RequestInvalid` */
export async function readSortKeyLine(query: DrawnQuery, most: number): Promise<SortKeyLine> {
  const { input, source } = parametersOf(query);
  const { partitionKey, sortKey } = keyOf(source);
  const advice = "Give draw.sortKey a query";
  if (source.key === undefined)
    throw refused(
      `A scan reads all items, in no order. ${advice} instead, such as table.query({ ${partitionKey}: … }).`,
    );
  if (sortKey === undefined)
    throw refused(
      `${placeText(source)} has no sort key, so there is no order to draw. ${advice} of a table or an index that has one.`,
    );
  const { partition, below, above } = edgesOf(source, partitionKey, sortKey);
  const names = allKeysOf(source);
  const { TableName, IndexName } = input;
  const place = { TableName, ...(IndexName !== undefined && { IndexName }) };
  const read = (own: object, isDescending = false) =>
    readAtMost(
      source.table.db,
      "Query",
      { ...place, ScanIndexForward: !isDescending, ...own },
      most,
    );
  const side = (edge: Edge | undefined, isDescending: boolean) =>
    edge === undefined
      ? NOTHING
      : read(beyond({ partitionKey, sortKey, partition }, edge, names), isDescending);

  const stretch = await read(stretchOf(input, names));
  const before = await side(below, true);
  const after = await side(above, false);
  const kept =
    input.FilterExpression === undefined
      ? stretch
      : await read(stretchOf(input, names, input.FilterExpression));
  const idOf = (item: StoredItem) => identity(item, names);
  const [inStretch, isKept] = [new Set(stretch.items.map(idOf)), new Set(kept.items.map(idOf))];
  return {
    place: placeText(source),
    input,
    partition,
    sortKey,
    names,
    before: { ...before, items: before.items.reverse() },
    stretch,
    // The end of what begins with a text is a guess, which could in theory be too low.
    after: { ...after, items: after.items.filter((item) => !inStretch.has(idOf(item))) },
    dropped: new Set(stretch.items.filter((item) => !isKept.has(idOf(item)))),
  };
}

const NOTHING: Read = { items: [], isCut: false };

const refused = (message: string) => new DynamoError("RequestInvalid", message);

/** All that the key condition leads to, without the query's limit and cursor. */
function stretchOf(input: Parameters, names: readonly string[], filter?: string): object {
  const { KeyConditionExpression = "" } = input;
  const needed = placeholdersIn(`${KeyConditionExpression} ${filter ?? ""}`, input);
  return {
    KeyConditionExpression,
    ...(filter !== undefined && { FilterExpression: filter }),
    ...withNames(needed, names),
  };
}

type KeyOfPartition = { partitionKey: string; sortKey: string; partition: AttributeValue };

/** What lies beyond an end of the stretch. */
function beyond(
  { partitionKey, sortKey, partition }: KeyOfPartition,
  { operator, value }: Edge,
  names: readonly string[],
): object {
  const placeholders = {
    ExpressionAttributeNames: { "#partition": partitionKey, "#sort": sortKey },
    ExpressionAttributeValues: { ":partition": partition, ":edge": value },
  };
  return {
    KeyConditionExpression: `#partition = :partition AND #sort ${operator} :edge`,
    ...withNames(placeholders, names),
  };
}

/** Only these attributes are wanted. */
function withNames(needed: ReturnType<typeof placeholdersIn>, names: readonly string[]): object {
  const { ProjectionExpression, ExpressionAttributeNames } = only(names);
  return {
    ...needed,
    ProjectionExpression,
    ExpressionAttributeNames: { ...needed.ExpressionAttributeNames, ...ExpressionAttributeNames },
  };
}

/** Where a stretch ends, as a condition on what lies beyond. */
type Edge = { operator: "<" | "<=" | ">" | ">="; value: AttributeValue };

function edgesOf(
  { table, key }: Source,
  partitionKey: string,
  sortKey: string,
): { partition: AttributeValue; below?: Edge; above?: Edge } {
  const { [partitionKey]: partition, [sortKey]: condition } = key as Record<string, unknown>;
  const stored = (name: string, value: unknown) =>
    fieldOf(table.definition.fields, name).encode(value, name);
  return {
    partition: stored(partitionKey, partition),
    ...(condition !== undefined && edges(condition, (value) => stored(sortKey, value))),
  };
}

/** No letter comes after this one. */
const LAST_LETTER = "\u{10FFFF}";

function edges(
  condition: unknown,
  stored: (value: unknown) => AttributeValue,
): { below?: Edge; above?: Edge } {
  const [operator, operand] = operatorOf(condition);
  const below = (comparison: "<" | "<=", value = operand) => ({
    below: { operator: comparison, value: stored(value) },
  });
  const above = (comparison: ">" | ">=", value = operand) => ({
    above: { operator: comparison, value: stored(value) },
  });
  if (operator === "<") return above(">=");
  if (operator === "<=") return above(">");
  if (operator === ">") return below("<=");
  if (operator === ">=") return below("<");
  if (operator === "between")
    return { ...below("<", (operand as unknown[])[0]), ...above(">", (operand as unknown[])[1]) };
  // The beginning of a value needn't be a value of the field itself.
  if (operator === "begins_with") {
    const [first, last] = [operand as string, `${operand as string}${LAST_LETTER}`];
    return {
      below: { operator: "<", value: { S: first } },
      above: { operator: ">", value: { S: last } },
    };
  }
  return { ...below("<"), ...above(">") };
}

/** The query was built already, so there is one operator, or a value that must be equal. */
function operatorOf(condition: unknown): [string, unknown] {
  const isOperators =
    typeof condition === "object" &&
    condition !== null &&
    Object.getPrototypeOf(Object.getPrototypeOf(condition) ?? {}) === null;
  return isOperators ? (Object.entries(condition)[0] ?? ["=", condition]) : ["=", condition];
}
