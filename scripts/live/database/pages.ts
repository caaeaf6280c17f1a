/** A page of Query and Scan, in place of dynalite's `queryTable`. */
import { holds, holdsOld, type Expression, type OldCondition } from "./conditions";
import { invalid } from "./failure";
import { project, type Path } from "./paths";
import { inOrder } from "./order";
import type { Range } from "./sorted";
import { type Index, type Shape, type Table } from "./table";
import { consumed, unitsOfGet, unitsOfRead, type Units } from "./units";
import { itemSize, own, type Item } from "./values";

const PAGE_BYTES = 1024 * 1024;

/** A request as dynalite's checks leave it. */
export type PageRequest = {
  TableName: string;
  IndexName?: string;
  Limit?: number;
  Select?: string;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
  ConditionalOperator?: string;
  AttributesToGet?: string[];
  QueryFilter?: Record<string, OldCondition>;
  ScanFilter?: Record<string, OldCondition>;
  _filter?: { expression: Expression; pathHeads: Record<string, true>; nestedPaths?: unknown };
  _projection?: { paths: Path[]; nestedPaths?: unknown };
};
type Done = (error: Error | null, answer?: Record<string, unknown>) => void;

export function readPage(
  store: { table: Table },
  _shape: Shape,
  request: PageRequest,
  range: Range & { reverse?: boolean },
  _local: boolean,
  _fetch: boolean,
  keyNames: string[],
  done: Done,
): void {
  done(null, pageOf(store.table, request, range, keyNames));
}

/** Reads a range of a table or an index: filters it, and cuts it to a page. */
export function pageOf(
  table: Table,
  request: PageRequest,
  range: Range & { reverse?: boolean },
  keyNames: string[],
): Record<string, unknown> {
  const source = sourceOf(table, request);
  const { found, bytes, more } = take(source.all.between(range, range.reverse), request.Limit);
  const items = source.fetches ? found.map((entry) => table.items.get(table.keyOf(entry))!) : found;
  const kept = items.filter((item) => passes(request, item));
  const paths = request._projection?.paths ?? request.AttributesToGet;
  const shown = kept.map((item) => inOrder(paths ? project(paths, item) : item));
  const last = found.at(-1);
  return {
    ...(request.Select === "COUNT" ? {} : { Items: shown }),
    Count: kept.length,
    ScannedCount: found.length,
    ...(more && last ? { LastEvaluatedKey: keyIn(last, keyNames) } : {}),
    ConsumedCapacity: consumed(
      request.ReturnConsumedCapacity,
      request.TableName,
      unitsOf(request, source, bytes, items),
    ),
  };
}

type Source = {
  all: Table["items"];
  kind?: "LocalSecondaryIndexes" | "GlobalSecondaryIndexes";
  fetches: boolean;
};

function sourceOf(table: Table, request: PageRequest): Source {
  if (request.IndexName === undefined) return { all: table.items, fetches: false };
  const found = [...table.indexes()].find(({ index }) => index.IndexName === request.IndexName)!;
  const { kind, index } = found;
  if (index.IndexStatus === "CREATING")
    throw invalid(`Cannot read from backfilling global secondary index: ${index.IndexName}`);
  return {
    all: table.entries(index),
    kind,
    fetches: missesAttributes(table, index, kind, request),
  };
}

/** Whether the request needs attributes that the index lacks. A local index fetches the item. */
function missesAttributes(table: Table, index: Index, kind: string, request: PageRequest): boolean {
  const projected = table.projectedNames(index);
  if (projected === undefined) return false;
  const missing = (names: string[]) => names.filter((name) => !projected.includes(name));
  const filtered = missing(
    Object.keys(request._filter?.pathHeads ?? request.QueryFilter ?? request.ScanFilter ?? {}),
  );
  if (filtered.length > 0 && request.Select !== "ALL_ATTRIBUTES")
    throw invalid(
      `One or more parameter values were invalid: Secondary index ${index.IndexName} does not project one or more filter attributes: [${filtered.join(", ")}]`,
    );
  const paths = request._projection?.paths.map(([head]) => String(head));
  const shown = missing(paths ?? request.AttributesToGet ?? []);
  if (shown.length > 0 && kind === "GlobalSecondaryIndexes")
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${index.IndexName} does not project [${shown.join(", ")}]`,
    );
  return shown.length > 0 || request.Select === "ALL_ATTRIBUTES";
}

/** Takes items up to the limit, and up to 1 MB with the one that reaches it. */
function take(all: Iterable<Item>, limit = Infinity) {
  const found: Item[] = [];
  let bytes = 0;
  for (const item of all) {
    if (found.length >= limit || bytes >= PAGE_BYTES) return { found, bytes, more: true };
    found.push(item);
    bytes += itemSize(item);
  }
  // DynamoDB doesn't look whether anything follows.
  return { found, bytes, more: found.length >= limit || bytes >= PAGE_BYTES };
}

function passes(request: PageRequest, item: Item): boolean {
  if (request._filter) return holds(request._filter.expression, item);
  const filter = request.QueryFilter ?? request.ScanFilter;
  return filter === undefined || holdsOld(filter, request.ConditionalOperator, item);
}

function unitsOf(request: PageRequest, source: Source, bytes: number, items: Item[]): Units {
  const read = unitsOfRead(bytes, request.ConsistentRead);
  if (source.kind === undefined) return { table: read };
  const fetched = source.fetches
    ? items.reduce((sum, item) => sum + unitsOfGet(item, request.ConsistentRead), 0)
    : 0;
  return { table: fetched, [source.kind]: { [request.IndexName as string]: read } };
}

const keyIn = (item: Item, names: string[]): Item =>
  inOrder(Object.fromEntries(names.map((name) => [name, own(item, name)!])));
