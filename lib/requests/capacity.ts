import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";

/**
 * Adds up what the requests of a batch consumed: one entry for each table, as in the response of
 * one request.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
 */
export class Capacity {
  readonly #byTable = new Map<string | undefined, ConsumedCapacity>();

  /** @param response The response of a batch; it has `ConsumedCapacity` only if it was asked for */
  add({ ConsumedCapacity = [] }: { ConsumedCapacity?: ConsumedCapacity[] }): void {
    for (const consumed of ConsumedCapacity) {
      const { TableName: table } = consumed;
      this.#byTable.set(table, added(this.#byTable.get(table), consumed) as ConsumedCapacity);
    }
  }

  get total(): ConsumedCapacity[] {
    return [...this.#byTable.values()];
  }
}

type Tree = { [name: string]: unknown };

/** Adds numbers, also those of a table's indexes. */
function added(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a !== "object" || typeof b !== "object") return b ?? a;
  const names = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return Object.fromEntries(
    [...names].map((name) => [name, added((a as Tree)[name], (b as Tree)[name])]),
  );
}
