import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { conditionExpression } from "../expressions/conditions";
import { Expression } from "../expressions/expression";
import { checkChanges, updateExpression, type AnyChanges } from "../expressions/update";
import { decodeItem } from "../items/decode";
import { withOrigin, type Origin } from "../items/origin";
import type { Fields, StoredItem } from "../items/types";
import { PagedRequest, pageOf } from "../requests/paged";
import { ReadRequest } from "../requests/read";
import { Request } from "../requests/request";
import type { Operation } from "../client/send";
import { WriteRequest } from "../requests/write";
import { checkDefinition } from "./check-definition";
import { deleteTable } from "../client/tables";
import { createTable } from "./create";
import {
  keyNames,
  projectedNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { checkQueryKey } from "../expressions/query-key";
import { checkIndexKeys, encodeKey, encodeWhole } from "../items/keys";
import { createTableInput } from "./schema";
import type { Consistency, Exact, QueryOptions, TableClass } from "./types";

/**
 * A class for a table of DynamoDB, made from one declaration. Extend it with methods of your own, or use it as it is:
 * `new (Table({ … }))(db)`.
 *
 * @throws DynamoError `DefinitionInvalid`
 */
export function Table<
  F extends Fields,
  const P extends keyof F & string,
  const S extends keyof F & string = never,
  const X extends Record<string, IndexDefinition<keyof F & string>> = Record<never, never>,
>(definition: Definition<F, P, S, X & Exact<X>>): TableClass<F, P, S, X> {
  const known = definition as unknown as Definition;
  checkDefinition(known);
  return class extends AnyTable {
    constructor(db: DynamoDBClient, { name = known.name }: { name?: string } = {}) {
      super(db, { ...known, name });
    }
  } as unknown as TableClass<F, P, S, X>;
}

type Guarded = { if?: object };
type Paged = QueryOptions<unknown> & Consistency;

/** Every table, without the types of its definition. */
class AnyTable {
  constructor(
    readonly db: DynamoDBClient,
    readonly definition: Definition,
  ) {}

  get name(): string {
    return this.definition.name;
  }

  get fields(): Fields {
    return this.definition.fields;
  }

  createTable({ adopt }: { adopt?: string } = {}) {
    return new Request({
      ...this.call("CreateTable", () => createTableInput(this.definition)),
      send: (input) =>
        createTable(this.db, input as ReturnType<typeof createTableInput>, adopt === this.name),
      read: () => undefined,
    });
  }

  describeTable() {
    return new Request({ ...this.call("DescribeTable", () => ({})), read: ({ Table }) => Table });
  }

  deleteTable() {
    return new Request({
      ...this.call("DeleteTable", () => ({})),
      send: () => deleteTable(this.db, this.name),
      read: () => undefined,
    });
  }

  put(item: object, options: Guarded = {}) {
    const build = () => ({ Item: encodeWhole(this.definition, item), ...this.guard(options) });
    return new WriteRequest({
      ...this.call("PutItem", build),
      read: (_, input) => itemOf(this.definition, (input as { Item: StoredItem }).Item),
    });
  }

  get(key: object, { consistent }: Consistency = {}) {
    const build = () => ({ Key: encodeKey(this.definition, key), ...consistency(consistent) });
    return new ReadRequest({
      ...this.call("GetItem", build),
      read: ({ Item }) =>
        Item === undefined ? undefined : itemOf(this.definition, Item as StoredItem),
    });
  }

  update(key: object, changes: AnyChanges) {
    const build = () => {
      const Key = encodeKey(this.definition, key);
      checkChanges(this.fields, keyNames(this.definition), changes);
      checkIndexKeys(this.definition, changes.set ?? {});
      const expression = new Expression(this.fields);
      return {
        Key,
        UpdateExpression: updateExpression(expression, changes),
        ...(changes.if !== undefined && {
          ConditionExpression: conditionExpression(expression, changes.if),
        }),
        ...expression.placeholders(),
        ReturnValues: "ALL_NEW",
      };
    };
    // Part of a transaction, it has no answer of its own.
    return new WriteRequest({
      ...this.call("UpdateItem", build),
      read: ({ Attributes }) => itemOf(this.definition, Attributes as StoredItem),
    });
  }

  delete(key: object, options: Guarded = {}) {
    return new WriteRequest({
      ...this.call("DeleteItem", () => ({
        Key: encodeKey(this.definition, key),
        ...this.guard(options),
      })),
      read: () => undefined,
    });
  }

  query(key: object, options: Paged = {}) {
    return this.pages("Query", options, key);
  }

  scan(options: Paged = {}) {
    return this.pages("Scan", options);
  }

  index(name: string) {
    const index = Object.hasOwn(this.definition.indexes ?? {}, name)
      ? this.definition.indexes?.[name]
      : undefined;
    if (index === undefined)
      throw new DynamoError(
        "RequestInvalid",
        `${this.name} has no index ${name}. It has ${Object.keys(this.definition.indexes ?? {}).join(", ") || "none"}.`,
      );
    return {
      query: (key: object, options: Paged = {}) =>
        this.pages("Query", options, key, { name, index }),
      scan: (options: Paged = {}) => this.pages("Scan", options, undefined, { name, index }),
    };
  }

  private pages(
    operation: "Query" | "Scan",
    options: Paged,
    key?: object,
    of?: { name: string; index: IndexDefinition },
  ) {
    const { limit, after, filter, descending, consistent } = options;
    const names = of === undefined ? undefined : projectedNames(this.definition, of.index);
    const fields =
      names === undefined
        ? this.fields
        : Object.fromEntries(Object.entries(this.fields).filter(([name]) => names.includes(name)));
    const build = () => {
      const expression = new Expression(this.fields);
      return {
        ...(of !== undefined && { IndexName: of.name }),
        ...(key !== undefined && {
          KeyConditionExpression: conditionExpression(
            expression,
            checkQueryKey(this.definition, key, of?.index),
          ),
        }),
        ...(filter !== undefined && { FilterExpression: conditionExpression(expression, filter) }),
        ...expression.placeholders(),
        ...(limit !== undefined && { Limit: limit }),
        ...(after !== undefined && { ExclusiveStartKey: after }),
        ...(descending === true && { ScanIndexForward: false }),
        ...consistency(consistent),
      };
    };
    const origin: Origin = { definition: this.definition, index: of?.name };
    const call = {
      ...this.call(operation, build),
      read: pageOf(origin, (stored) => decodeItem(fields, stored)),
    };
    return new PagedRequest(call, { table: this, index: of?.name, key });
  }

  /** What every request to this table has. */
  private call(operation: Operation, build: () => object) {
    return { db: this.db, operation, build: () => ({ TableName: this.name, ...build() }) };
  }

  private guard({ if: conditions }: Guarded) {
    if (conditions === undefined) return {};
    const expression = new Expression(this.fields);
    return {
      ConditionExpression: conditionExpression(expression, conditions),
      ...expression.placeholders(),
    };
  }
}

/** An item of the table itself, which remembers that. */
const itemOf = (definition: Definition, stored: StoredItem) =>
  withOrigin({ definition }, decodeItem(definition.fields, stored));

const consistency = (consistent: boolean | undefined) =>
  consistent === true ? { ConsistentRead: true } : {};
