import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../../lib/index";
import { deepEqual } from "./deep-equal";
import { intercept, isWrite } from "./interceptor";
import { codeOf } from "./internals";
import { isStatement } from "./partiql";
import { isOwn } from "./pending-writes";
import { type Items, itemsOf, keyOf, type Restored, textOf } from "./table-items";

/** What a step's writes to a table are compared with. */
export type Tracking = {
  /** Ends it. Resolves to the items that were written, as they were before. */
  end(): Promise<Restored[]>;
};

/**
 * Tracks which of a table's items this client writes from now on; what others write meanwhile stays.
 * A PartiQL statement doesn't say which items it writes, so after one, every item that changed since
 * `before` counts, even if someone else changed it.
 *
 * @param keys The names of the table's key attributes
 * @param before The table's items
 */
export function trackWrites(
  db: DynamoDBClient,
  table: string,
  keys: readonly string[],
  before: Items,
): Tracking {
  const written = new Map<string, StoredItem>();
  let isAnyItem = false;
  const interception = intercept(db, ({ operation, input, send }) => {
    if (isOwn(input)) return send();
    isAnyItem ||= isStatement(operation) && isWrite(operation);
    // Copied now: the answer may use the same objects for its next request.
    const items = itemsWritten(operation, input, table).map((item) =>
      structuredClone(keyOf(item, keys)),
    );
    const note = () => {
      for (const item of items) written.set(textOf(item, keys), item);
    };
    const response = send();
    response.then(note, (error: unknown) => REFUSED.test(String(codeOf(error))) || note());
    return response;
  });
  return {
    end: async () => {
      await interception.end();
      if (isAnyItem) {
        const after = await itemsOf(db, table, keys);
        for (const [text, item] of [...before, ...after])
          if (!deepEqual(before.get(text), after.get(text))) written.set(text, item);
      }
      return [...written].map(([text, key]) => ({ db, table, keys, key, item: before.get(text) }));
    },
  };
}

/** Errors of requests that wrote nothing. */
const REFUSED =
  /^(ValidationException|ConditionalCheckFailedException|TransactionCanceledException)$/;

type Write = { TableName?: string; Item?: StoredItem; Key?: StoredItem };
/** Its property says what kind of write it is. An answer may leave parts and properties undefined. */
type Part = Record<string, Write | undefined> | undefined;

/** The items or keys that a request writes to a table. */
function itemsWritten(operation: string, input: object, table: string): StoredItem[] {
  return writesTo(table, operation, input)
    .map(({ Item, Key }) => Item ?? Key)
    .filter((item) => item !== undefined);
}

function writesTo(table: string, operation: string, input: object): Write[] {
  const { RequestItems, TransactItems, ...one } = input as {
    RequestItems?: Record<string, Part[]>;
    TransactItems?: Part[];
  };
  if (operation === "BatchWriteItem") return writesOf(RequestItems?.[table]);
  const writes = /^(Put|Update|Delete)Item$/.test(operation) ? [one as Write] : [];
  if (operation === "TransactWriteItems") writes.push(...writesOf(TransactItems));
  return writes.filter((write) => write.TableName === table);
}

const writesOf = (parts: Part[] = []): Write[] =>
  parts.flatMap((part) => Object.values(part ?? {}).filter((write) => write !== undefined));
