import type { Operation, Output } from "../client/send";
import { counted, grouped } from "../print/count";

/** What DynamoDB answered, in a few words: `4 items, 0.5 read units`. */
export function cameBack(operation: Operation, input: object, output: Output): string {
  return [
    result(operation, input as Input, output as Answer),
    consumed(operation, output as Answer),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** What operations take, as far as it says what was done. */
type Input = { TransactItems?: unknown[]; RequestItems?: Record<string, unknown[]> };

/** What operations answer, as far as it says what came back. */
type Answer = {
  Item?: object;
  Items?: unknown[];
  Count?: number;
  ScannedCount?: number;
  LastEvaluatedKey?: object;
  Responses?: { Item?: object }[] | Record<string, unknown[]>;
  Table?: { TableStatus?: string };
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
};

function result(operation: Operation, input: Input, answer: Answer): string {
  switch (operation) {
    case "GetItem":
      return items(answer.Item === undefined ? 0 : 1);
    case "Query":
    case "Scan":
      return page(answer);
    case "BatchGetItem":
      return items(total(answer.Responses as Record<string, unknown[]>));
    case "TransactGetItems":
      return items(
        ((answer.Responses as { Item?: object }[] | undefined) ?? []).filter(
          ({ Item }) => Item !== undefined,
        ).length,
      );
    case "PutItem":
    case "UpdateItem":
      return "written";
    case "BatchWriteItem":
      return `${counted(total(input.RequestItems), "write")} done`;
    case "TransactWriteItems":
      return `${counted(input.TransactItems?.length ?? 0, "write")} done`;
    case "CreateTable":
    case "DescribeTable":
      return answer.Table?.TableStatus ?? "done";
    case "DeleteItem":
    case "DeleteTable":
      return "done";
  }
}

/** A filter drops what was read, and paid for. */
function page({ Items, Count = 0, ScannedCount, LastEvaluatedKey }: Answer): string {
  const found = Items?.length ?? Count;
  const read =
    ScannedCount === undefined || ScannedCount === found ? "" : ` of ${grouped(ScannedCount)} read`;
  return `${items(found)}${read}${LastEvaluatedKey === undefined ? "" : ", there may be more"}`;
}

const items = (count: number) => (count === 0 ? "nothing" : counted(count, "item"));
const total = (byTable: Record<string, unknown[]> = {}) =>
  Object.values(byTable).reduce((sum, some) => sum + some.length, 0);

/** What it cost, if the request asked for that with `ReturnConsumedCapacity`. */
function consumed(operation: Operation, { ConsumedCapacity = [] }: Answer): string | undefined {
  const all = [ConsumedCapacity].flat();
  if (all.length === 0) return undefined;
  const units = all.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return counted(units, `${/Get|Query|Scan/.test(operation) ? "read" : "write"} unit`);
}
