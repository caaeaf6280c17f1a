import { send, type Output } from "../client/send";
import type { StoredItem } from "../items/types";
import { inFlightOf, progressOf, type BatchOptions } from "./batch-options";
import { consistentTables, FoundItems, leftOf, readsByTable } from "./batch-parts";
import type { ByTable, ReadPart, Reads } from "./batch-parts";
import { Capacity } from "./capacity";
import { InOrder } from "./in-order";
import { fromList, type Source } from "./source";
import { UntilProcessed } from "./until-processed";

/** How many reads DynamoDB takes in one request. */
const MAX_READS = 100;

/** Reads a list until all is read. @throws DynamoError */
export async function sendReads(
  parts: readonly ReadPart[],
  input: object,
  options: BatchOptions,
): Promise<Output> {
  const capacity = new Capacity();
  const found: ByTable<StoredItem>[] = [];
  const isConsistent = consistentTables(parts);
  const line = progressOf(options);
  const batch = new UntilProcessed({
    parts: fromList(parts),
    portionSize: MAX_READS,
    inFlight: inFlightOf(options),
    onProgress: line.update,
    sendPortion: async (portion, number) => {
      const RequestItems = readsByTable(portion, isConsistent);
      const answer = await sendPortion(portion, { ...input, RequestItems });
      capacity.add(answer.output);
      found[number] = answer.found;
      return answer.left;
    },
  });
  try {
    await batch.run();
  } finally {
    line.end();
  }
  return { Responses: joinTables(found), UnprocessedKeys: {}, ConsumedCapacity: capacity.total };
}

/** Yields the results of a stream in its order, while more of it is read. @throws DynamoError */
export async function* readStream(
  source: Source<ReadPart>,
  input: object,
  options: BatchOptions,
): AsyncGenerator<unknown, void, undefined> {
  const inFlight = inFlightOf(options);
  // One portion waits for its turn, while the others are in flight.
  const results = new InOrder<unknown>((inFlight + 1) * MAX_READS);
  const line = progressOf(options);
  const batch = new UntilProcessed({
    parts: results.number(source),
    portionSize: MAX_READS,
    inFlight,
    onProgress: line.update,
    hasRoom: (size) => results.hasRoom(size),
    sendPortion: async (portion) => {
      const parts = portion.map(({ part }) => part);
      const RequestItems = readsByTable(parts);
      const { found, left } = await sendPortion(parts, { ...input, RequestItems });
      const items = new FoundItems(parts, found);
      const unread = new Set(left);
      for (const { part, at } of portion)
        if (!unread.has(part)) results.set(at, resultOf(part, items));
      return portion.filter(({ part }) => unread.has(part));
    },
  });
  try {
    yield* results.of(batch);
  } finally {
    line.end();
  }
}

/** Returns what awaiting a read would give, from what was found. */
export function resultOf(part: ReadPart, items: FoundItems): unknown {
  const Item = items.of(part);
  return part.request.resultOf(Item === undefined ? {} : { Item });
}

type Answer = { output: Output; found: ByTable<StoredItem>; left: ReadPart[] };

async function sendPortion(portion: ReadPart[], input: object): Promise<Answer> {
  const [{ db }] = portion as [ReadPart];
  const output = await send(db, "BatchGetItem", input);
  const { Responses = {}, UnprocessedKeys = {} } = output as {
    Responses?: ByTable<StoredItem>;
    UnprocessedKeys?: Reads;
  };
  const keys = Object.fromEntries(
    Object.entries(UnprocessedKeys).map(([table, { Keys }]) => [table, Keys]),
  );
  return { output, found: Responses, left: leftOf(portion, keys, (key) => key) };
}

/** Joins the responses of several requests. */
function joinTables(found: readonly ByTable<StoredItem>[]): ByTable<StoredItem> {
  const tables = new Map<string, StoredItem[]>();
  for (const response of found)
    for (const [table, items] of Object.entries(response)) {
      const all = tables.get(table) ?? [];
      tables.set(table, all);
      all.push(...items);
    }
  return Object.fromEntries(tables);
}
