import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AnyTable } from "./any-table";
import { codeOf, createQuietly, send } from "./internals";
import type { PendingWrites } from "./pending-writes";
import { type Items, itemsOf, restoring } from "./table-items";

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
  /** The names of tables that no step uses, by their class. */
  readonly #free = new Map<unknown, string[]>();
  readonly #made = new Map<unknown, Promise<unknown>>();
  readonly #created = new Set<string>();

  constructor(
    readonly db: DynamoDBClient,
    private readonly writes: PendingWrites,
  ) {}

  /** The items of a table when a step of this check first asked for them. */
  async before(name: string, keys: readonly string[]): Promise<Items> {
    const items = this.#before.get(name) ?? (await itemsOf(this.db, name, keys));
    this.#before.set(name, items);
    return items;
  }

  /** Returns an empty table of this class, under a fresh name if the class lets it be chosen. */
  async take<T extends AnyTable>(Answer: TableClass<T>): Promise<T> {
    for (let name; (name = this.#free.get(Answer)?.pop()) !== undefined;) {
      const table = new Answer(this.db, { name });
      if (await this.#emptyIfExists(table)) return table;
    }
    const table = new Answer(this.db, { name: `check_${crypto.randomUUID()}` });
    await createQuietly(this.db, table.createTable().input);
    this.#created.add(table.name);
    return table;
  }

  /** Deletes a table after the check, if it exists then. */
  deleteAtEnd(name: string): void {
    this.#created.add(name);
  }

  /** Resolves to what `make` returned when a step of this check first asked for it. */
  once<T>(key: unknown, make: () => Promise<T>): Promise<T> {
    const made = (this.#made.get(key) as Promise<T> | undefined) ?? make();
    this.#made.set(key, made);
    return made;
  }

  /** Whether a table was created by this check, and is deleted after it. */
  isCreated({ name }: AnyTable): boolean {
    return this.#created.has(name);
  }

  /** Returns a table, for another step, which empties it. */
  giveBack(Answer: TableClass, { name }: AnyTable): void {
    this.#free.set(Answer, [...(this.#free.get(Answer) ?? []), name]);
  }

  /** Empties a table. Resolves to `false` if it doesn't exist, because the answer deleted it. */
  async #emptyIfExists(table: AnyTable): Promise<boolean> {
    const { TableName = table.name, KeySchema = [] } = table.createTable().input;
    const keys = KeySchema.map(({ AttributeName = "" }) => AttributeName);
    try {
      const items = [...(await itemsOf(this.db, TableName, keys)).values()];
      const [db, item] = [this.db, undefined];
      this.writes.add(items.map((key) => restoring({ db, table: TableName, keys, key, item })));
      return true;
    } catch (error) {
      if (codeOf(error) === "ResourceNotFoundException") return false;
      throw error;
    }
  }

  /** Deletes the tables. Rejects with the first failure once all deletions have been answered. */
  async end(): Promise<void> {
    const deletions = [...this.#created].map((name) => deleteIfExists(this.db, name));
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
