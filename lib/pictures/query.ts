import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { keyParts, type KeyParts } from "../items/definition";
import type { StoredItem } from "../items/types";
import { PagedRequest, type Source } from "../requests/paged";

/**
 * A query that can be drawn: `orders.ofUser(user)`, `table.query(key)`,
 * `table.index(name).query(key)`.
 */
export type DrawableQuery = PagedRequest<unknown>;

/** The parameters of a query or a scan that pictures use. */
export type QueryParameters = {
  TableName: string;
  IndexName?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
  ExclusiveStartKey?: StoredItem;
  Limit?: number;
  ScanIndexForward?: boolean;
  ConsistentRead?: boolean;
};

/**
 * Returns a query's parameters, and where it reads.
 *
 * @throws DynamoError `RequestInvalid` if it isn't a query; what awaiting it would throw
 */
export function parametersOf(query: DrawableQuery): { input: QueryParameters; source: Source } {
  if (query instanceof PagedRequest)
    return { input: query.input as QueryParameters, source: query.source };
  const advice =
    "Give the query itself, without await, such as draw.pages(table.query(key, { limit: 4 })).";
  throw new DynamoError("RequestInvalid", `This isn't a query of the library. ${advice}`);
}

/** Returns the key of the table or the index that a request reads. */
export const keyOf = ({ table: { definition }, index }: Source): KeyParts =>
  keyParts(definition, index === undefined ? undefined : definition.indexes?.[index]);

/** Names what a request reads: `purchase, index for_user`. */
export const placeText = ({ table, index }: Source): string =>
  index === undefined ? table.name : `${table.name}, index ${index}`;
