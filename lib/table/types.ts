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
import type { AnyChanges, Changes } from "../expressions/update";
import type { Conditions, KeyCondition } from "../expressions/conditions";
import type { ItemError } from "../errors/errors";
import type { Field } from "../fields/field";
import type { Fields, Flat, Item } from "../items/types";
import type { Cursor, PagedRequest } from "../requests/paged";
import type { ReadRequest } from "../requests/read";
import type { Request } from "../requests/request";
import type { WriteRequest } from "../requests/write";
import type { Definition, IndexDefinition } from "../items/definition";

/** The key of an item. */
type Key<I, P, S> = Flat<Pick<I, (P | S) & keyof I>>;

/** The key of a query: one partition, and conditions on the sort key. */
type QueryKey<I, P, S> = Flat<
  { [N in P & keyof I]: Required<I>[N] } & { [N in S & keyof I]?: KeyCondition<Required<I>[N]> }
>;

/** The options of a query by the key Q: a filter can't name what the key has. */
type QueryBy<Q, I> = QueryOptions<Flat<Omit<I, keyof Q>>>;

/** The changes that an update may make. */
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

/** The names in a key of an index: one, or several. */
type Names<K> = K extends readonly (infer N)[] ? N : K;
type KeysOfIndex<D, P> =
  | (D extends { partitionKey: infer Q } ? Names<Q> : P)
  | (D extends { sortKey: infer S } ? Names<S> : never);
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
        QueryKey<I, Names<Q>, X[N] extends { sortKey: infer R } ? Names<R> : never>
      >
    : LocalIndex<
        ProjectedItem<I, P | S, P, X[N]>,
        QueryKey<I, P, X[N] extends { sortKey: infer R } ? Names<R> : never>
      >;
};

/** Which items a page has, of those with the attributes of I. */
export type PageOptions<I> = {
  /** How many items a page reads at most, counted before `filter`. */
  limit?: number;
  /** The `last` of the previous page. */
  after?: Cursor;
  /** Drops items that were read but don't satisfy this. They cost as much as the others. */
  filter?: Conditions<I>;
  /**
   * Takes the error of each stored item that the fields can't decode, and leaves that item out.
   * Without it such an item fails the request.
   */
  onDecodeError?: (error: ItemError) => void;
};
export type QueryOptions<I> = PageOptions<I> & {
  /** From the highest sort key to the lowest. */
  descending?: boolean;
};
/**
 * With `consistent`, a read sees every earlier successful write, for twice the units. A global
 * index can't do that.
 */
export type Consistency = { consistent?: boolean };

export type GlobalIndex<I, Q> = {
  /** Reads the items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryBy<Q, I>): PagedRequest<I, QueryCommandInput>;
  /** Reads all items of the index, and costs as much. */
  scan(options?: PageOptions<I>): PagedRequest<I, ScanCommandInput>;
};
export type LocalIndex<I, Q> = {
  /** Reads the items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryBy<Q, I> & Consistency): PagedRequest<I, QueryCommandInput>;
  /** Reads all items of the index, and costs as much. */
  scan(options?: PageOptions<I> & Consistency): PagedRequest<I, ScanCommandInput>;
};

/**
 * A table of DynamoDB: I its items, K their keys, Q the key of a query, C the changes of an update,
 * X its indexes.
 */
export type TableOf<I, K, Q, C, X, F> = {
  /** The table's name in DynamoDB. */
  readonly name: string;
  readonly fields: F;
  /** The definition that the table was declared with. */
  readonly definition: Definition;
  readonly db: DynamoDBClient;
  /**
   * Creates the table unless it exists. Resolves when the table and its indexes are ACTIVE.
   *
   * @param options `adopt`: the table's name again, to use an existing table at AWS
   * @throws DynamoError `TableDiffers`, `TableNotAdopted`, `TableNotReady`
   */
  createTable(options?: { adopt?: string }): Request<void, CreateTableCommandInput>;
  /**
   * Returns DynamoDB's description of the table.
   *
   * @throws DynamoError `ResourceNotFoundException`
   */
  describeTable(): Request<TableDescription, DescribeTableCommandInput>;
  /**
   * Deletes the table with all its items, without prompting for confirmation. Resolves when it is
   * gone.
   */
  deleteTable(): Request<void, DeleteTableCommandInput>;
  /** Writes a whole item, and overwrites one with the same key. Resolves with the item as sent. */
  put(item: I, options?: { if?: Conditions<I> }): WriteRequest<I, PutItemCommandInput>;
  /** Reads the item with this key. Resolves with `undefined` if it doesn't exist. */
  get(key: K, options?: Consistency): ReadRequest<I | undefined>;
  /**
   * Changes some attributes of an item, and resolves with all of it. If the changes make a whole
   * item, it may create it.
   */
  update(key: K, changes: C): WriteRequest<I, UpdateItemCommandInput>;
  /** Deletes the item with this key, if it exists. */
  delete(key: K, options?: { if?: Conditions<I> }): WriteRequest<void, DeleteItemCommandInput>;
  /**
   * Makes a part of `transactWrite()` that tests conditions on the item with this key and changes
   * nothing. It costs as much as a write.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html
   */
  conditionCheck(key: K, conditions: Conditions<I>): WriteRequest<void, ConditionCheck>;
  /** Reads the items with this partition key, in the order of the sort key. */
  query(key: Q, options?: QueryBy<Q, I> & Consistency): PagedRequest<I, QueryCommandInput>;
  /** Reads all items of the table, and costs as much. */
  scan(options?: PageOptions<I> & Consistency): PagedRequest<I, ScanCommandInput>;
  /**
   * Returns an index of the table, to query it.
   *
   * @throws DynamoError `RequestInvalid` if it doesn't exist
   */
  index<N extends keyof X & string>(
    name: [keyof X] extends [never] ? "this table has no indexes" : N,
  ): X[N];
};

/** An item of any table. */
export type AnyItem = Record<string, unknown>;
/** An index of any table. */
export type AnyIndex = LocalIndex<AnyItem, object>;
/** Any table, without the types of its definition. */
export type AnyTable = TableOf<
  AnyItem,
  object,
  object,
  AnyChanges,
  Record<string, AnyIndex>,
  Fields
>;

/** The class that `Table()` makes from a definition. */
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

/** Refuses unknown properties of an index, which TypeScript would let pass. */
export type Exact<X> = {
  [N in keyof X]: {
    [Q in Exclude<keyof X[N], keyof IndexDefinition>]: "isn't a property of an index";
  };
};

/** The type of a table's items: `ItemOf<typeof wallets>`. */
export type ItemOf<T extends { put(item: never): unknown }> = Parameters<T["put"]>[0];
