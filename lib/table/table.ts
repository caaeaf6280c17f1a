import type {
  ConditionCheck,
  CreateTableCommandInput,
  DeleteItemCommandInput,
  DeleteTableCommandInput,
  DescribeTableCommandInput,
  DynamoDBClient,
  PutItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  TableDescription,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Operation, Output } from "../client/send";
import { deleteTable } from "../client/tables";
import { DynamoError } from "../errors/errors";
import { conditionExpression } from "../expressions/conditions";
import { Shapes } from "../expressions/shape";
import {
  checkFilter,
  checkQueryKey,
  queriedPartition,
  queryConditions,
} from "../expressions/query-key";
import { checkChanges, updateExpression, type AnyChanges } from "../expressions/update";
import { decodeFound } from "../items/decode-found";
import {
  keyNames,
  projectedNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { checkIndexKeys, encodeKey, encodeWhole } from "../items/keys";
import { withOrigin } from "../items/origin";
import { checkSetSize } from "../items/size";
import type { Fields, StoredItem } from "../items/types";
import { PagedRequest, pageOf } from "../requests/paged";
import { ReadRequest } from "../requests/read";
import { Request } from "../requests/request";
import { WriteRequest } from "../requests/write";
import { checkDefinition } from "./check-definition";
import { checkCursor, checkLimit, checkOptions } from "./check-options";
import { createTable } from "./create";
import { createTableInput } from "./create-table-input";
import type {
  AnyIndex,
  AnyItem,
  AnyTable,
  Consistency,
  Exact,
  QueryOptions,
  TableClass,
} from "./types";

/**
 * Makes a class for a table of DynamoDB from one declaration. Extend it with methods of your own,
 * or use it directly: `new (Table({ … }))(db)`.
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
  return class extends UntypedTable {
    constructor(db: DynamoDBClient, { name = known.name }: { name?: string } = {}) {
      super(db, { ...known, name });
    }
  } as unknown as TableClass<F, P, S, X>;
}

type Guarded = { if?: object };
type Paged = QueryOptions<unknown> & Consistency;
/** An index of a table, by its name. */
type NamedIndex = { name: string; index: IndexDefinition };

/**
 * What all tables do, checked against the public types by `implements`. Its own methods are private
 * to JavaScript too, so that a class that extends it may have methods of the same names.
 */
class UntypedTable implements AnyTable {
  constructor(
    readonly db: DynamoDBClient,
    readonly definition: Definition,
  ) {
    this.#shapes = new Shapes(definition.fields);
  }

  get name(): string {
    return this.definition.name;
  }

  get fields(): Fields {
    return this.definition.fields;
  }

  createTable({ adopt }: { adopt?: string } = {}): Request<void, CreateTableCommandInput> {
    return new Request({
      ...this.#call("CreateTable", () => createTableInput(this.definition), {}),
      send: (input) => createTable(this.db, input as CreateTableCommandInput, adopt === this.name),
      read: () => undefined,
    });
  }

  describeTable(): Request<TableDescription, DescribeTableCommandInput> {
    return new Request({
      ...this.#call("DescribeTable", () => ({})),
      read: ({ Table }) => Table as TableDescription,
    });
  }

  deleteTable(): Request<void, DeleteTableCommandInput> {
    return new Request({
      ...this.#call("DeleteTable", () => ({})),
      send: () => deleteTable(this.db, this.name),
      read: () => undefined,
    });
  }

  put(item: AnyItem, options: Guarded = {}): WriteRequest<AnyItem, PutItemCommandInput> {
    const build = () => {
      checkOptions("put", options);
      return { Item: encodeWhole(this.definition, item), ...this.#guard(options) };
    };
    return new WriteRequest({
      ...this.#call("PutItem", build, item),
      read: (_, input) => this.#decode((input as { Item: StoredItem }).Item),
    });
  }

  get(key: object, options: Consistency = {}): ReadRequest<AnyItem | undefined> {
    const build = () => {
      checkOptions("get", options);
      return { Key: encodeKey(this.definition, key), ...consistency(options.consistent) };
    };
    return new ReadRequest({
      ...this.#call("GetItem", build, key),
      read: ({ Item }) => (Item === undefined ? undefined : this.#decode(Item as StoredItem)),
    });
  }

  update(key: object, changes: AnyChanges): WriteRequest<AnyItem, UpdateItemCommandInput> {
    return new WriteRequest({
      ...this.#call("UpdateItem", () => this.#updateInput(key, changes), key),
      read: ({ Attributes }) => this.#decode(Attributes as StoredItem),
    });
  }

  delete(key: object, options: Guarded = {}): WriteRequest<void, DeleteItemCommandInput> {
    const build = () => {
      checkOptions("delete", options);
      return { Key: encodeKey(this.definition, key), ...this.#guard(options) };
    };
    return new WriteRequest({ ...this.#call("DeleteItem", build, key), read: () => undefined });
  }

  conditionCheck(key: object, conditions: object): WriteRequest<void, ConditionCheck> {
    const build = () => ({
      Key: encodeKey(this.definition, key),
      ...this.#guard({ if: conditions ?? {} }),
    });
    return new WriteRequest({ ...this.#call("ConditionCheck", build, key), read: () => undefined });
  }

  query(key: object, options: Paged = {}): PagedRequest<AnyItem, QueryCommandInput> {
    return this.#pages("Query", options, key);
  }

  scan(options: Paged = {}): PagedRequest<AnyItem, ScanCommandInput> {
    return this.#pages("Scan", options);
  }

  index(name: string): AnyIndex {
    const { indexes = {} } = this.definition;
    const index = Object.hasOwn(indexes, name) ? indexes[name] : undefined;
    if (index === undefined)
      throw new DynamoError(
        "RequestInvalid",
        `${this.name} has no index ${name}. It has ${Object.keys(indexes).join(", ") || "none: declare one under indexes"}.`,
      );
    return {
      query: (key: object, options: Paged = {}) =>
        this.#pages("Query", options, key, { name, index }),
      scan: (options: Paged = {}) => this.#pages("Scan", options, undefined, { name, index }),
    };
  }

  /** The parts that every request to this table has. `about`: the key, if it has one. */
  #call(operation: Operation, build: () => object, about?: object, index?: string) {
    const { db, name: TableName, definition } = this;
    return {
      db,
      operation,
      build: () => ({ TableName, ...build() }),
      ...(about !== undefined && { target: { definition, given: about, index } }),
    };
  }

  #guard({ if: conditions }: Guarded): object {
    if (conditions === undefined) return {};
    return this.#shapes.write("guard", { if: conditions }, (expression) => ({
      ConditionExpression: conditionExpression(expression, conditions),
    }));
  }

  #updateInput(key: object, changes: AnyChanges): object {
    checkOptions("update", changes);
    const Key = encodeKey(this.definition, key);
    checkIndexKeys(this.definition, changes.set ?? {});
    const expressions = this.#shapes.write("update", changes, (expression) => {
      checkChanges(this.fields, keyNames(this.definition), changes);
      return {
        UpdateExpression: updateExpression(expression, changes),
        ...(changes.if !== undefined && {
          ConditionExpression: conditionExpression(expression, changes.if),
        }),
      };
    });
    checkSetSize(this.fields, changes.set ?? {});
    return { Key, ...expressions, ReturnValues: "ALL_NEW" };
  }

  #pages<Input extends object>(
    operation: "Query" | "Scan",
    options: Paged,
    key?: object,
    of?: NamedIndex,
  ): PagedRequest<AnyItem, Input> {
    const fields = of === undefined ? this.fields : this.#fieldsOf(of);
    const { definition } = this;
    const build = () => {
      checkOptions(operation === "Query" ? "query" : "scan", options);
      if (operation === "Query") checkQueryKey(definition, key);
      return this.#pageInput(options, key, of);
    };
    const call = {
      ...this.#call(operation, build, key ?? {}, of?.name),
      read: (output: Output) =>
        pageOf(
          output,
          { definition, index: of?.name },
          (stored) => decodeFound(definition, fields, stored),
          options.onDecodeError,
        ),
    };
    return new PagedRequest(call, { table: this, index: of?.name, key });
  }

  #pageInput(options: Paged, key?: object, of?: NamedIndex): object {
    const { limit, after, filter, descending, consistent } = options;
    const { definition } = this;
    const conditions = key && queryConditions(definition, key, of?.index);
    if (conditions !== undefined && filter) checkFilter(definition, filter, of?.index);
    checkLimit(limit);
    if (after !== undefined) {
      const partition = key && queriedPartition(definition, key, of?.index);
      checkCursor(definition, after, of?.index, partition);
    }
    const expressions = this.#shapes.write("page", { if: conditions, filter }, (expression) => ({
      ...(conditions !== undefined && {
        KeyConditionExpression: conditionExpression(expression, conditions),
      }),
      ...(filter !== undefined && { FilterExpression: conditionExpression(expression, filter) }),
    }));
    return {
      ...(of !== undefined && { IndexName: of.name }),
      ...expressions,
      ...(limit !== undefined && { Limit: limit }),
      ...(after !== undefined && { ExclusiveStartKey: after }),
      ...(descending === true && { ScanIndexForward: false }),
      ...consistency(consistent),
    };
  }

  /** The fields of the attributes that an index holds. */
  #fieldsOf({ name, index }: NamedIndex): Fields {
    const known = this.#indexFields.get(name);
    if (known !== undefined) return known;
    const names = projectedNames(this.definition, index);
    const fields = Object.entries(this.fields).filter(([name]) => names.includes(name));
    this.#indexFields.set(name, Object.fromEntries(fields));
    return this.#fieldsOf({ name, index });
  }
  readonly #shapes: Shapes;
  readonly #indexFields = new Map<string, Fields>();

  /** Decodes an item of the table itself, and notes its origin. */
  #decode(stored: StoredItem): AnyItem {
    const item = decodeFound(this.definition, this.fields, stored);
    return withOrigin({ definition: this.definition }, item);
  }
}

const consistency = (consistent: boolean | undefined) =>
  consistent === true ? { ConsistentRead: true } : {};
