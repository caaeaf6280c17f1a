import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AnyTable } from "./any-table";
import { codeOf, createQuietly, send } from "./internals";
import { type Items, itemsOf, restore } from "./table-items";

/** The learner's class, or another one, of a table whose name can be chosen. */
export type TableClass<T extends AnyTable = AnyTable> = new (
  db: DynamoDBClient,
  options?: { name?: string },
) => T;

/**
 * The tables that the steps of a check share: creating one takes far longer than emptying it, and what
 * the chapter's tables held before the check needs to be read only once.
 */
export class CheckTables {
  readonly #before = new Map<string, Items>();
  /** The names of empty tables, by their class. */
  readonly #free = new Map<unknown, string[]>();
  readonly #created: string[] = [];

  constructor(readonly db: DynamoDBClient) {}

  /** The items of a table when a step of this check first asked for them. */
  async before(name: string, keys: readonly string[]): Promise<Items> {
    const items = this.#before.get(name) ?? (await itemsOf(this.db, name, keys));
    this.#before.set(name, items);
    return items;
  }

  /** Returns an empty table of this class, under a fresh name if the class lets it be chosen. */
  async take<T extends AnyTable>(Answer: TableClass<T>): Promise<T> {
    const free = this.#free.get(Answer)?.pop();
    if (free !== undefined) return new Answer(this.db, { name: free });
    const table = new Answer(this.db, { name: `check_${crypto.randomUUID()}` });
    await createQuietly(this.db, table.createTable().input);
    this.#created.push(table.name);
    return table;
  }

  /** Empties a table, for the next step. */
  async giveBack(Answer: TableClass, table: AnyTable): Promise<void> {
    const { TableName = table.name, KeySchema = [] } = table.createTable().input;
    const keys = KeySchema.map(({ AttributeName = "" }) => AttributeName);
    try {
      const items = [...(await itemsOf(this.db, TableName, keys)).values()];
      await restore(
        items.map((key) => ({ db: this.db, table: TableName, keys, key, item: undefined })),
      );
    } catch (error) {
      // The answer may have deleted it.
      if (codeOf(error) === "ResourceNotFoundException") return;
      throw error;
    }
    this.#free.set(Answer, [...(this.#free.get(Answer) ?? []), table.name]);
  }

  /** Deletes the tables. Rejects with the first failure once all deletions have been answered. */
  async end(): Promise<void> {
    const deletions = this.#created.map((name) => deleteIfExists(this.db, name));
    await Promise.allSettled(deletions);
    await Promise.all(deletions);
  }
}

/** Deletes a table that may not exist. Doesn't wait until it is gone: no other one gets its name. */
export async function deleteIfExists(db: DynamoDBClient, TableName: string): Promise<void> {
  try {
    await send(db, "DeleteTable", { TableName });
  } catch (error) {
    if (codeOf(error) !== "ResourceNotFoundException") throw error;
  }
}
