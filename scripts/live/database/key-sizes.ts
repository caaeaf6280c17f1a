/** The largest keys. dynalite counts letters, and doesn't look at the keys of indexes. */
import { invalid } from "./failure";
import { hashNames, rangeNames } from "./index-schemas";
import type { KeySchema, Table } from "./table";
import { own, valueSize, type Item } from "./values";

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_BYTES: Record<string, number> = { HASH: 2048, RANGE: 1024 };

const isTooLarge = (schema: KeySchema, item: Item) =>
  schema.some(({ AttributeName, KeyType }) => {
    const value = own(item, AttributeName);
    return value !== undefined && valueSize(value) > (MOST_BYTES[KeyType] ?? 0);
  });

export function checkKeySize({ shape }: Table, key: Item): void {
  if (isTooLarge(shape.KeySchema, key))
    throw invalid(
      "Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes",
    );
}

export function checkIndexKeySizes(table: Table, item: Item): void {
  for (const { index } of table.indexes())
    if (isTooLarge(index.KeySchema, item))
      throw invalid("One or more parameter values were invalid: Size limit exceeded");
}

/** DynamoDB Local checks this when an item is put, not when it is updated. */
export function checkWholeIndexKeys(table: Table, item: Item): void {
  for (const { index } of table.indexes())
    for (const [type, names] of [
      ["HASH", hashNames(index.KeySchema)],
      ["RANGE", rangeNames(index.KeySchema)],
    ] as const) {
      const values = names.flatMap((name) => own(item, name) ?? []);
      const size = values.reduce((sum, value) => sum + valueSize(value), 0);
      const most = MOST_BYTES[type] ?? 0;
      if (size > most)
        throw invalid(
          `Aggregate size for ${type} key attributes ${names.join(", ")} of index ${index.IndexName} has exceeded limit ${most} bytes, with actual size ${size} bytes`,
        );
    }
}
