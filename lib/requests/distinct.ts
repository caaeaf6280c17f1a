import { DynamoError } from "../errors/errors";
import { keyNames } from "../items/definition";
import { keyIdentity, keyText, pick } from "../items/key-text";
import type { StoredItem } from "../items/types";
import type { Request } from "./request";

/**
 * Refuses an item that is named twice, which DynamoDB refuses within one request: a batch of many
 * is several requests, and whether it goes through must not depend on where one ends.
 *
 * @throws DynamoError `RequestInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function checkDistinct(
  requests: readonly Request<unknown>[],
  kind: "batch" | "transaction",
): void {
  const seen = new Set<string>();
  for (const request of requests) {
    const { table, key } = itemOf(request);
    const identity = JSON.stringify([table, keyIdentity(key)]);
    if (seen.has(identity)) throw twice(kind, table, key);
    seen.add(identity);
  }
}

function itemOf({ input, target }: Request<unknown>): { table: string; key: StoredItem } {
  const { TableName, Item, Key } = input as {
    TableName: string;
    Item?: StoredItem;
    Key?: StoredItem;
  };
  const names = target === undefined ? [] : keyNames(target.definition);
  return { table: TableName, key: pick(Item ?? Key ?? {}, names) };
}

const ADVICE = {
  batch: "Keep one of them, or send them one after the other",
  transaction: "Join them into one",
};

const twice = (kind: "batch" | "transaction", table: string, key: StoredItem) =>
  new DynamoError(
    "RequestInvalid",
    `This ${kind} names the item ${keyText(key)} of ${table} twice, and DynamoDB takes an item once in a ${kind}. ` +
      `${ADVICE[kind]}. Nothing was sent, so nothing was written.`,
  );
