import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { keyNames } from "../items/definition";
import { fieldOf } from "../items/encode";
import type { StoredItem } from "../items/types";
import type { Source } from "../requests/paged";
import { placeholdersIn } from "./condition";
import { keyId } from "./item-key";
import { keyOf, parametersOf, placeText, type DrawableQuery, type QueryParameters } from "./query";
import { edgesOf, type Edge } from "./range-edges";
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
  /** The attributes of the key that the query uses, and of the table's key: they tell the items apart. */
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
  const key = sortedKeyOf(source);
  const { partitionKey, sortKey } = key;
  const { definition } = source.table;
  const names = [...new Set([partitionKey, sortKey, ...keyNames(definition)])];
  const { [partitionKey]: given } = source.key as Record<string, unknown>;
  const partition = fieldOf(definition.fields, partitionKey).encode(given, partitionKey);
  const edges = edgesOf(source, sortKey);

  const read = (own: object) =>
    readItems(source.table.db, "Query", { ...placeOf(input), ...own }, limit);
  const readBeyond = async (edge: Edge | undefined, isAscending: boolean): Promise<FirstItems> =>
    edge === undefined
      ? { items: [], hasMore: false }
      : read({ ...beyond({ ...key, partition }, edge, names), ScanIndexForward: isAscending });

  const range = await read(rangeOf(input, names));
  const below = await readBeyond(edges.below, false);
  const above = await readBeyond(edges.above, true);
  const { FilterExpression: filter } = input;
  const kept = filter === undefined ? range : await read(rangeOf(input, names, filter));
  const idsOf = ({ items }: FirstItems) => new Set(items.map((item) => keyId(item, names)));
  const [inRange, isKept] = [idsOf(range), idsOf(kept)];
  return {
    place: placeText(source),
    input,
    partition,
    sortKey,
    names,
    below: { ...below, items: below.items.reverse() },
    range,
    // The upper edge of a prefix may be too low: see prefixEdges().
    above: { ...above, items: above.items.filter((item) => !inRange.has(keyId(item, names))) },
    dropped: new Set(range.items.filter((item) => !isKept.has(keyId(item, names)))),
  };
}

function sortedKeyOf(source: Source): { partitionKey: string; sortKey: string } {
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
  return { partitionKey, sortKey };
}

const refused = (message: string) => new DynamoError("RequestInvalid", message);

const placeOf = ({ TableName, IndexName }: QueryParameters) => ({
  TableName,
  ...(IndexName !== undefined && { IndexName }),
});

/** The query from its beginning to its end: without its limit, cursor and direction. */
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

/** A query of what is beyond an edge of the range. */
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
