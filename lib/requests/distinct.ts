import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { keyNames } from "../items/definition";
import { partsOf } from "../fields/number-text";
import { keyText, pick } from "../items/key-text";
import type { StoredItem } from "../items/types";
import type { Request } from "./request";

/** The item that a request is about. */
export type RequestItem = {
  table: string;
  /** The names of its key attributes. */
  names: readonly string[];
  key: StoredItem;
  /** A text that only requests about the same item share. */
  id: string;
};

/**
 * Refuses an item that is named twice, which DynamoDB refuses within one request: a batch of many
 * is several requests, and whether it goes through must not depend on where one ends.
 *
 * @throws DynamoError `RequestInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function checkDistinct(
  items: readonly Pick<RequestItem, "id" | "table" | "key">[],
  kind: "batch" | "transaction",
): void {
  const seen = new Set<string>();
  for (const { id, table, key } of items) {
    if (seen.has(id)) throw twice(kind, table, key);
    seen.add(id);
  }
}

export function itemOf({ input, target }: Request<unknown>): RequestItem {
  const { TableName, Item, Key } = input as {
    TableName: string;
    Item?: StoredItem;
    Key?: StoredItem;
  };
  const names = target === undefined ? [] : keyNames(target.definition);
  const item = Item ?? Key ?? {};
  return { table: TableName, names, key: pick(item, names), id: itemId(TableName, item, names) };
}

/** Returns a text that only the same item of the same table has, however its numbers are spelled. */
export function itemId(table: string, item: StoredItem, names: readonly string[]): string {
  const parts = [table];
  for (const name of names) parts.push(Object.hasOwn(item, name) ? valueId(item[name]) : "");
  // Joined in one step: many of these are held at once, and added up they would hold their parts too.
  return parts.join("/");
}

/** A text begins with its length, so that it can't look like what follows it. */
function valueId({ S, N, B }: AttributeValue = { S: "" }): string {
  if (S !== undefined) return `S${S.length}:${S}`;
  if (B !== undefined) return `B${B.join()}`;
  const { sign, digits, exponent } = partsOf(N ?? "");
  return `N${sign}${digits}E${exponent}`;
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
