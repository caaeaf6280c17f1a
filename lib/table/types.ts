import type {
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
import type { Changes } from "../expressions/update";
import type { Conditions, KeyCondition } from "../expressions/conditions";
import type { Field } from "../fields/field";
import type { Fields, Flat, Item } from "../items/types";
import type { Cursor, PagedRequest } from "../requests/paged";
import type { ReadRequest } from "../requests/read";
import type { Request } from "../requests/request";
import type { WriteRequest } from "../requests/write";
import type { Definition, IndexDefinition } from "../items/definition";

/** What identifies an item. */
type Key<I, P, S> = Flat<Pick<I, (P | S) & keyof I>>;

/** What a query asks for: one partition, and a condition on the sort key. */
type QueryKey<I, P, S> = Flat<
  { [N in P & keyof I]: Required<I>[N] } & { [N in S & keyof I]?: KeyCondition<Required<I>[N]> }
>;

/** What an update may do. */
type ChangesOf<F extends Fields, I, K> = Flat<
  Changes<
    I,
    Flat<{ [N in Exclude<keyof I, keyof K>]?: Required<I>[N] }>,
    Flat<{
      [N in Exclude<keyof I, keyof K> as N extends NumericNames<F> ? N : never]?: Required<I>[N];
    }>,
    keyof {
      [N in keyof F as N extends keyof K ? never : F[N]["isOptional"] extends true ? N : never]: 0;
    }
  >
>;
type NumericNames<F extends Fields> = {
  [N in keyof F]: F[N] extends Field<unknown, boolean, "N"> ? N : never;
}[keyof F];

type KeysOfIndex<D, P> =
  (D extends { partitionKey: infer Q } ? Q : P) | (D extends { sortKey: infer S } ? S : never);
type ProjectedItem<I, TableKeys, P, D> = D extends { projection: infer A }
  ? A extends "ALL"
    ? I
    : A extends readonly (infer N)[]
      ? Flat<Pick<I, (TableKeys | KeysOfIndex<D, P> | N) & keyof I>>
      : Flat<Pick<I, (TableKeys | KeysOfIndex<D, P>) & keyof I>>
  : I;

/** The indexes of a table, by name. */
type IndexesOf<I, P, S, X> = {
  [N in keyof X]: X[N] extends { partitionKey: infer Q }
    ? GlobalIndex<
        ProjectedItem<I, P | S, P, X[N]>,
        QueryKey<I, Q, X[N] extends { sortKey: infer R } ? R : never>
      >
    : LocalIndex<
        ProjectedItem<I, P | S, P, X[N]>,
        QueryKey<I, P, X[N] extends { sortKey: infer R } ? R : never>
      >;
};

/** Where a query starts and ends. */
export type PageOptions<I> = {
  /** How many items a page reads at most, counted before `filter`. */
  limit?: number;
  /** The `last` of the page before. */
  after?: Cursor;
  /** Drops what was read and doesn't fulfil this; it costs as much as if it stayed. */
  filter?: Conditions<I>;
};
export type QueryOptions<I> = PageOptions<I> & {
  /** From the highest sort key to the lowest. */
  descending?: boolean;
};
/** A read that sees every write that succeeded before it, for twice the units. A global index has none. */
export type Consistency = { consistent?: boolean };

export type GlobalIndex<I, Q> = {
  /** Items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryOptions<I>): PagedRequest<I, QueryCommandInput>;
  /** All items of the index: it reads, and costs, all of them. */
  scan(options?: PageOptions<I>): PagedRequest<I, ScanCommandInput>;
};
export type LocalIndex<I, Q> = {
  /** Items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryOptions<I> & Consistency): PagedRequest<I, QueryCommandInput>;
  /** All items of the index: it reads, and costs, all of them. */
  scan(options?: PageOptions<I> & Consistency): PagedRequest<I, ScanCommandInput>;
};

/** A table of DynamoDB: I its items, K their keys, Q what a query takes, C what an update does, X its indexes. */
export type TableOf<I, K, Q, C, X, F> = {
  /** The table's name in DynamoDB. */
  readonly name: string;
  readonly fields: F;
  /** What the table was declared as. */
  readonly definition: Definition;
  readonly db: DynamoDBClient;
  /**
   * Creates the table unless it is there, and waits until it and its indexes are ACTIVE.
   * @param options `adopt`: its name again, to use a table at AWS that was there before.
   * @throws DynamoError `TableDiffers`, `TableNotAdopted`, `TableNotReady`
   */
  createTable(options?: { adopt?: string }): Request<void, CreateTableCommandInput>;
  /** What DynamoDB knows of the table. @throws DynamoError `ResourceNotFoundException` */
  describeTable(): Request<TableDescription, DescribeTableCommandInput>;
  /** Deletes the table with all its items, without asking, and waits until it is gone. */
  deleteTable(): Request<void, DeleteTableCommandInput>;
  /** Writes a whole item, in place of one with the same key. Gives the item as it was sent. */
  put(item: I, options?: { if?: Conditions<I> }): WriteRequest<I, PutItemCommandInput>;
  /** The item with this key, or `undefined`. */
  get(key: K, options?: Consistency): ReadRequest<I | undefined>;
  /** Changes some attributes of an item, and gives all of it. It creates the item, if the changes make a whole one. */
  update(key: K, changes: C): WriteRequest<I, UpdateItemCommandInput>;
  /** Deletes the item with this key, if there is one. */
  delete(key: K, options?: { if?: Conditions<I> }): WriteRequest<void, DeleteItemCommandInput>;
  /** Items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryOptions<I> & Consistency): PagedRequest<I, QueryCommandInput>;
  /** All items of the table: it reads, and costs, all of them. */
  scan(options?: PageOptions<I> & Consistency): PagedRequest<I, ScanCommandInput>;
  /** An index of the table, to query it. */
  index<N extends keyof X & string>(
    name: [keyof X] extends [never] ? "this table has no indexes" : N,
  ): X[N];
};

/** What `Table()` makes of a definition. */
export type TableClass<F extends Fields, P, S, X> = new (
  db: DynamoDBClient,
  options?: { name?: string },
) => TableOf<
  Item<F>,
  Key<Item<F>, P, S>,
  QueryKey<Item<F>, P, S>,
  ChangesOf<F, Item<F>, Key<Item<F>, P, S>>,
  IndexesOf<Item<F>, P, S, X>,
  F
>;

/** Refuses properties that an index doesn't have; elsewhere TypeScript would let them pass. */
export type Exact<X> = {
  [N in keyof X]: {
    [Q in Exclude<keyof X[N], keyof IndexDefinition>]: "is no property of an index";
  };
};

/** The items of a table: `ItemOf<typeof wallets>`. */
export type ItemOf<T extends { put(item: never): unknown }> = Parameters<T["put"]>[0];
