import { send, type Output } from "../client/send";
import { inFlightOf, progressOf, type BatchOptions } from "./batch-options";
import { itemOfWrite, leftOf, writesByTable } from "./batch-parts";
import type { ByTable, Write, WritePart } from "./batch-parts";
import { Capacity } from "./capacity";
import type { Source } from "./source";
import { UntilProcessed } from "./until-processed";

/** How many writes DynamoDB takes in one request. */
const MAX_WRITES = 25;

/** Sends writes until all are done. @throws DynamoError */
export async function sendWrites(
  parts: Source<WritePart>,
  input: object,
  options: BatchOptions,
): Promise<Output> {
  const capacity = new Capacity();
  const line = progressOf(options);
  const batch = new UntilProcessed({
    parts,
    portionSize: MAX_WRITES,
    inFlight: inFlightOf(options),
    onProgress: line.update,
    sendPortion: (portion) => sendPortion(portion, input, capacity),
  });
  try {
    await batch.run();
  } finally {
    line.end();
  }
  return { UnprocessedItems: {}, ConsumedCapacity: capacity.total };
}

async function sendPortion(
  portion: WritePart[],
  input: object,
  capacity: Capacity,
): Promise<WritePart[]> {
  const [{ db }] = portion as [WritePart];
  const RequestItems = writesByTable(portion);
  const output = await send(db, "BatchWriteItem", { ...input, RequestItems });
  capacity.add(output);
  const { UnprocessedItems = {} } = output as { UnprocessedItems?: ByTable<Write> };
  return leftOf(portion, UnprocessedItems, itemOfWrite);
}
