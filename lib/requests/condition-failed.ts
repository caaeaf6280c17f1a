import type { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { ConditionError, DynamoError } from "../errors/errors";
import { decodeItem } from "../items/decode";
import type { StoredItem } from "../items/types";
import { brief } from "../print/brief";
import type { Target } from "./target";

/** The existing item of a condition that failed, and a sentence about it. */
export type Existing = { item: Record<string, unknown> | undefined; sentence: string };

/** Adds the existing item to the error of a condition that failed, if the request asked for it. */
export function conditionFailed(error: DynamoError, target: Target | undefined): DynamoError {
  if (error.code !== "ConditionalCheckFailedException" || target === undefined) return error;
  const { cause, request } = error;
  const { Item } = cause as ConditionalCheckFailedException;
  const isAsked = asksForExisting(request?.input ?? {});
  const { item, sentence } = isAsked ? existing(Item, target) : { item: undefined, sentence: "" };
  return new ConditionError(`${error.message}${sentence}`, item, { cause, request });
}

/** Tells whether a request, or a part of one, asks for the item that fails its condition. */
export const asksForExisting = (input: object): boolean =>
  "ReturnValuesOnConditionCheckFailure" in input &&
  input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";

/** Decodes the existing item. One that doesn't fit the fields is told, not thrown. */
export function existing(stored: StoredItem | undefined, { definition }: Target): Existing {
  if (stored === undefined) return { item: undefined, sentence: " There is no such item." };
  try {
    const item = decodeItem(definition.fields, stored);
    return { item, sentence: ` The item is ${brief(item)}.` };
  } catch (error) {
    if (!(error instanceof DynamoError)) throw error;
    return { item: undefined, sentence: ` The item doesn't fit the fields: ${error.message}` };
  }
}
