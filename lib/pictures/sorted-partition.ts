import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { keyNames } from "../items/definition";
import { fieldOf } from "../items/encode";
import type { StoredItem } from "../items/types";
import type { Source } from "../requests/paged";
import { placeholdersIn } from "./condition";
import { keyId } from "./item-key";
import { keyOf, parametersOf, placeText, type DrawableQuery, type QueryParameters } from "./query";
import { edgesOf, type Edge, type Edges } from "./range-edges";
import { projection, readItems, type FirstItems } from "./read";

/** A partition in the ascending order of its sort key, and the range of it that a query reads. */
export type SortedPartition = {
  /** What the query reads: `purchase, index for_user`. */
  place: string;
  /** The query's parameters. */
  input: QueryParameters;
  /** The value of the partition key. */
  partition: AttributeValue;
  sortKey: string;
  /**
   * The attributes of the key that the query uses, and of the table's key: together they identify
   * an item.
   */
  names: string[];
  /** The items below the range that are next to it. */
  below: FirstItems;
  range: FirstItems;
  /** The items above the range that are next to it. */
  above: FirstItems;
  /** The items of the range that a filter drops. */
  dropped: ReadonlySet<StoredItem>;
};

/**
 * Reads up to `limit` items of the range that a query reads, and of either side of it.
 *
 * @throws DynamoError `RequestInvalid` if it is a scan, or if there is no sort key
 */
export async function readSortedPartition(
  query: DrawableQuery,
  limit: number,
): Promise<SortedPartition> {
  const { input, source } = parametersOf(query);
  const { partitionKey, sortKey } = sortedKeyOf(source);
  const { definition, db } = source.table;
  const names = [...new Set([partitionKey, sortKey, ...keyNames(definition)])];
  const { [partitionKey]: given } = source.key as Record<string, unknown>;
  const partition = fieldOf(definition.fields, partitionKey).encode(given, partitionKey);
  const read: Read = (parameters) =>
    readItems(db, "Query", { ...placeOf(input), ...parameters }, limit);
  const range = await read(rangeOf(input, names));
  const key = { partitionKey, sortKey, partition };
  const sides = await readSides(read, key, edgesOf(source, sortKey), names);
  const isInRange = isAmong(range, names);
  return {
    place: placeText(source),
    input,
    partition,
    sortKey,
    names,
    below: sides.below,
    range,
    // The upper edge of a prefix may be too low: see prefixEdges().
    above: { ...sides.above, items: sides.above.items.filter((item) => !isInRange(item)) },
    dropped: await droppedItems(read, input, range, names),
  };
}

/** Reads items of the partition by a query with these parameters. */
type Read = (parameters: object) => Promise<FirstItems>;

/** Reads the items below and above a range, those next to it, in ascending order. */
async function readSides(
  read: Read,
  key: PartitionKey,
  edges: Edges,
  names: readonly string[],
): Promise<{ below: FirstItems; above: FirstItems }> {
  const readBeyond = async (edge: Edge | undefined, isAscending: boolean): Promise<FirstItems> =>
    edge === undefined
      ? { items: [], hasMore: false }
      : read({ ...beyond(key, edge, names), ScanIndexForward: isAscending });
  const below = await readBeyond(edges.below, false);
  const above = await readBeyond(edges.above, true);
  return { below: { ...below, items: below.items.reverse() }, above };
}

/** Returns the items of the range that the query's filter drops. */
async function droppedItems(
  read: Read,
  input: QueryParameters,
  range: FirstItems,
  names: readonly string[],
): Promise<ReadonlySet<StoredItem>> {
  const { FilterExpression: filter } = input;
  if (filter === undefined) return new Set();
  const isKept = isAmong(await read(rangeOf(input, names, filter)), names);
  return new Set(range.items.filter((item) => !isKept(item)));
}

/** Returns a function that tells whether an item has the same key as one of these. */
function isAmong({ items }: FirstItems, names: readonly string[]) {
  const ids = new Set(items.map((item) => keyId(item, names)));
  return (item: StoredItem) => ids.has(keyId(item, names));
}

function sortedKeyOf(source: Source): { partitionKey: string; sortKey: string } {
  const { partition, sort } = keyOf(source);
  const [partitionKey = ""] = partition;
  const [sortKey] = sort;
  const advice = "Give draw.sortKey a query";
  if (source.key === undefined)
    throw refused(
      `A scan reads all items, in no order. ${advice} instead, such as table.query({ ${partitionKey}: … }).`,
    );
  if (sortKey === undefined)
    throw refused(
      `${placeText(source)} has no sort key, so there is no order to draw. ${advice} of a table or an index that has one.`,
    );
  if (partition.length > 1 || sort.length > 1)
    throw refused(
      `${placeText(source)} has a key of several attributes, and this picture has room for one order. Draw it with draw.pages(query), or show its items.`,
    );
  return { partitionKey, sortKey };
}

const refused = (message: string) => new DynamoError("RequestInvalid", message);

const placeOf = ({ TableName, IndexName }: QueryParameters) => ({
  TableName,
  ...(IndexName !== undefined && { IndexName }),
});

/** Returns the parameters of the whole query: without its limit, cursor and direction. */
function rangeOf(input: QueryParameters, names: readonly string[], filter?: string): object {
  const { KeyConditionExpression = "" } = input;
  const used = placeholdersIn(`${KeyConditionExpression} ${filter ?? ""}`, input);
  return {
    KeyConditionExpression,
    ...(filter !== undefined && { FilterExpression: filter }),
    ...withProjection(used, names),
  };
}

type PartitionKey = { partitionKey: string; sortKey: string; partition: AttributeValue };

/** Returns the parameters of a query for the items beyond an edge of the range. */
function beyond(
  { partitionKey, sortKey, partition }: PartitionKey,
  { operator, value }: Edge,
  names: readonly string[],
): object {
  const placeholders = {
    ExpressionAttributeNames: { "#partition": partitionKey, "#sort": sortKey },
    ExpressionAttributeValues: { ":partition": partition, ":edge": value },
  };
  return {
    KeyConditionExpression: `#partition = :partition AND #sort ${operator} :edge`,
    ...withProjection(placeholders, names),
  };
}

function withProjection(used: ReturnType<typeof placeholdersIn>, names: readonly string[]): object {
  const { ProjectionExpression, ExpressionAttributeNames } = projection(names);
  return {
    ...used,
    ProjectionExpression,
    ExpressionAttributeNames: { ...used.ExpressionAttributeNames, ...ExpressionAttributeNames },
  };
}
