import type { Operation, Output } from "../client/send";
import { sum } from "../lists/sum";
import { counted, formatNumber } from "../print/count";

/** Summarizes a response in a few words: `4 items, 0.5 read units`. */
export function summarizeResponse(operation: Operation, input: object, output: Output): string {
  return [
    summarizeResult(operation, input as Input, output as Response),
    summarizeCapacity(operation, output as Response),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

type ByTable = Record<string, unknown[]>;

/** The parameters that say what was done. */
type Input = { TransactItems?: object[]; RequestItems?: ByTable };

/** The parts of a response that say what was done. */
type Response = {
  Item?: object;
  Items?: unknown[];
  Count?: number;
  ScannedCount?: number;
  LastEvaluatedKey?: object;
  Responses?: { Item?: object }[] | ByTable;
  Table?: { TableStatus?: string };
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
};

function summarizeResult(operation: Operation, input: Input, response: Response): string {
  switch (operation) {
    case "GetItem":
      return items(response.Item === undefined ? 0 : 1);
    case "Query":
    case "Scan":
      return page(response);
    case "BatchGetItem":
      // The response to a stream isn't kept.
      return response.Responses === undefined
        ? "done"
        : items(total(response.Responses as ByTable));
    case "TransactGetItems":
      return items(found(response.Responses as { Item?: object }[] | undefined));
    case "PutItem":
    case "UpdateItem":
      return "written";
    case "BatchWriteItem":
      if (input.RequestItems === undefined) return "done";
      return `${counted(total(input.RequestItems), "write")} done`;
    case "TransactWriteItems":
      return `${counted(writes(input), "write")} done`;
    case "CreateTable":
    case "DescribeTable":
      return response.Table?.TableStatus ?? "done";
    case "ConditionCheck":
    case "DeleteItem":
    case "DeleteTable":
    case "ListTables":
      return "done";
  }
}

/** A ConditionCheck writes nothing. */
const writes = ({ TransactItems = [] }: Input) =>
  TransactItems.filter((part) => !("ConditionCheck" in part)).length;

/** `1 item of 1,200 read, there may be more`. A filter drops items that were read, and paid for. */
function page({ Items, Count = 0, ScannedCount, LastEvaluatedKey }: Response): string {
  const count = Items?.length ?? Count;
  const isFiltered = ScannedCount !== undefined && ScannedCount !== count;
  const read = isFiltered ? ` of ${formatNumber(ScannedCount)} read` : "";
  return `${items(count)}${read}${LastEvaluatedKey === undefined ? "" : ", there may be more"}`;
}

const items = (count: number) => (count === 0 ? "nothing" : counted(count));
const found = (responses: { Item?: object }[] = []) =>
  responses.filter(({ Item }) => Item !== undefined).length;
const total = (byTable: ByTable = {}) => sum(Object.values(byTable).map(({ length }) => length));

/** Summarizes the cost, if the request has `ReturnConsumedCapacity`. */
function summarizeCapacity(
  operation: Operation,
  { ConsumedCapacity = [] }: Response,
): string | undefined {
  const all = [ConsumedCapacity].flat();
  if (all.length === 0) return undefined;
  const kind = /Get|Query|Scan/.test(operation) ? "read" : "write";
  return counted(sum(all.map(({ CapacityUnits = 0 }) => CapacityUnits)), `${kind} unit`);
}
