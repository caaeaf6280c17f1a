/** Queries of an index whose key has several attributes; dynalite does the others. */
import db from "dynalite/db";
import { compare } from "./conditions";
import type { Database } from "./database";
import { invalid } from "./failure";
import { hashNames, isWide, rangeNames } from "./index-schemas";
import { pageOf, type PageRequest } from "./pages";
import type { Range } from "./sorted";
import { namesOf, type Index, type Table } from "./table";
import { own, typeOf, type Item, type Value } from "./values";
import { pass } from "./writes";

/** A request as dynalite's checks leave it. */
export type QueryRequest = PageRequest & {
  KeyConditions: Conditions;
  ExclusiveStartKey?: Item;
  ScanIndexForward?: boolean;
};
type Conditions = Record<string, Condition>;
type Condition = { ComparisonOperator: string; AttributeValueList: [Value, ...Value[]] };

/** Returns the index that a query reads, if its key has several attributes. */
export function wideIndexOf(database: Database, request: QueryRequest): Index | undefined {
  const { shape } = database.table(request.TableName);
  const index = shape.GlobalSecondaryIndexes?.find((one) => one.IndexName === request.IndexName);
  return index && isWide(index.KeySchema) ? index : undefined;
}

export function queryWide(table: Table, index: Index, request: QueryRequest): object {
  checkConditions(table, index, request.KeyConditions);
  checkRequest(table, index, request);
  const reverse = request.ScanIndexForward === false;
  const range = { ...rangeOf(index, request.KeyConditions), reverse };
  const { ExclusiveStartKey: start } = request;
  if (start) startAt(range, checkedPlace(table, index, request, start));
  return pageOf(table, request, range, cursorNames(table, index));
}

/** The table's key, then what the index's has beyond it. */
const cursorNames = ({ shape }: Table, { KeySchema }: Index): string[] => [
  ...new Set([...namesOf(shape.KeySchema), ...namesOf(KeySchema)]),
];

function checkConditions(table: Table, { KeySchema }: Index, conditions: Conditions): void {
  const names = Object.keys(conditions);
  if (names.length > KeySchema.length) throw invalid("Query key condition not supported");
  const isEqual = (name: string) => own(conditions, name)?.ComparisonOperator === "EQ";
  const open = hashNames(KeySchema).filter((name) => !isEqual(name));
  if (open.length > 0) throw needsEquality("HASH", open);
  checkOrder(rangeNames(KeySchema), names, isEqual);
  if (!names.every((name) => namesOf(KeySchema).includes(name)))
    throw invalid("Query condition missed key schema element");
  for (const [name, condition] of Object.entries(conditions)) checkType(table, name, condition);
}

const needsEquality = (type: string, names: string[], because = "") =>
  invalid(
    `${type} key attributes ${names.join(", ")} must have equality conditions specified in the query${because}`,
  );

/** Conditions on sort attributes go from left to right, and only the last may be a range. */
function checkOrder(sort: string[], given: string[], isEqual: (name: string) => boolean): void {
  for (const isMet of [(name: string) => given.includes(name), isEqual])
    for (const [place, name] of sort.entries()) {
      const open = sort.slice(0, place).filter((one) => !isMet(one));
      if (given.includes(name) && open.length > 0)
        throw needsEquality(
          "RANGE",
          open,
          ` because a condition is present on key attribute ${name}`,
        );
    }
}

const RANGES = ["EQ", "LT", "LE", "GT", "GE", "BETWEEN", "BEGINS_WITH"];

function checkType({ shape }: Table, name: string, condition: Condition): void {
  const { ComparisonOperator: operator, AttributeValueList: values } = condition;
  if (!RANGES.includes(operator))
    throw invalid("Attempted conditional constraint is not an indexable operation");
  const { AttributeDefinitions: all } = shape;
  const type = all.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (values.some((value) => typeOf(value) !== type))
    throw invalid(
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    );
}

function checkRequest({ shape }: Table, index: Index, request: QueryRequest): void {
  if (request.ConsistentRead)
    throw invalid("Consistent reads are not supported on global secondary indexes");
  if (request.Select === "ALL_ATTRIBUTES" && index.Projection.ProjectionType !== "ALL")
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.IndexName} because its projection type is not ALL`,
    );
  const { _filter, _projection, QueryFilter } = request;
  const filtered = _filter?.pathHeads ?? QueryFilter ?? {};
  const key = namesOf(index.KeySchema).find((name) => Object.hasOwn(filtered, name));
  if (key !== undefined)
    throw invalid(
      `${_filter ? "Filter Expression" : "QueryFilter"} can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
  for (const paths of [_projection?.nestedPaths, _filter?.nestedPaths])
    pass(db.validateKeyPaths(paths, shape));
}

/** Returns the part of the index that satisfies the conditions: equalities, then one range. */
function rangeOf({ KeySchema }: Index, conditions: Conditions): Range {
  const [first] = KeySchema;
  const hash = own(conditions, first!.AttributeName)!.AttributeValueList[0];
  let prefix = `${db.hashPrefix(hash[typeOf(hash)], typeOf(hash))}/`;
  for (const { AttributeName } of KeySchema) {
    const condition = own(conditions, AttributeName);
    if (condition === undefined) break;
    const { ComparisonOperator: operator, AttributeValueList: values } = condition;
    const [low, high] = values.map((value) => prefix + db.toRangeStr(value)) as [string, string];
    if (operator !== "EQ") return { gte: prefix, lt: `${prefix}~`, ...edges(operator, low, high) };
    prefix = `${low}/`;
  }
  return { gte: prefix, lt: `${prefix}~` };
}

/** Where a range begins and ends; a value's text ends with a slash. */
function edges(operator: string, low: string, high: string): Range {
  switch (operator) {
    case "LT":
      return { lt: `${low}/` };
    case "LE":
      return { lt: `${low}/~` };
    case "GT":
      return { gte: `${low}/~` };
    case "GE":
      return { gte: `${low}/` };
    case "BETWEEN":
      return { gte: `${low}/`, lt: `${high}/~` };
    default:
      return { gte: low, lt: `${low}~` };
  }
}

/** Returns the cursor's place in the index, whether or not an entry is there. */
function checkedPlace(
  table: Table,
  index: Index,
  { KeyConditions }: QueryRequest,
  start: Item,
): string {
  const names = cursorNames(table, index);
  const isWhole = Object.keys(start).length === names.length;
  if (!isWhole || names.some((name) => own(start, name) === undefined))
    throw invalid("The provided starting key is invalid");
  for (const { AttributeName, AttributeType } of table.shape.AttributeDefinitions) {
    const value = own(start, AttributeName);
    if (value && typeOf(value) !== AttributeType)
      throw invalid("Type mismatch for attribute to update");
  }
  for (const [name, { ComparisonOperator, AttributeValueList }] of Object.entries(KeyConditions))
    if (!compare(ComparisonOperator, own(start, name), AttributeValueList))
      throw invalid("The provided starting key does not match the range key predicate");
  return table.placeIn(index, start);
}

function startAt(range: Range & { reverse: boolean }, place: string): void {
  if (range.reverse) range.lt = place;
  else range.gt = place;
}
