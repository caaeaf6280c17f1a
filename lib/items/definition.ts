import type { Fields } from "./types";

/**
 * Read and write units per second.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html
 */
export type Throughput = { read: number; write: number };

/** An index: the items of the table under another key. */
export type IndexDefinition<N extends string = string> = {
  /**
   * The partition key of a global index. Without it the index is local, and has that of the table.
   * It may be of up to four attributes, each with a value of its own type; so may the sort key.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
   */
  partitionKey?: N | readonly N[];
  sortKey?: N | readonly N[];
  /** The attributes that the index holds beside keys. Default: all. */
  projection?: "ALL" | "KEYS_ONLY" | readonly N[];
  /** For a global index. Default: the table's. */
  throughput?: Throughput;
};

/** The definition of a table: its name, the attributes of its items, and its keys. */
export type Definition<F = Fields, P = string, S = string, X = Record<string, IndexDefinition>> = {
  /** The table's name in DynamoDB. */
  name: string;
  /** The attributes that this program uses. */
  fields: F;
  partitionKey: P;
  sortKey?: S;
  /** Global and local secondary indexes, by name. */
  indexes?: X;
  /** Read and write units per second; without it the table is on-demand. */
  throughput?: Throughput;
};

/** Returns a function that derives something from a definition once, however often it is asked. */
export function ofDefinition<T>(
  derive: (definition: Definition) => T,
): (definition: Definition) => T {
  const known = new WeakMap<Definition, { derived: T }>();
  return (definition) => {
    let entry = known.get(definition);
    if (entry === undefined) known.set(definition, (entry = { derived: derive(definition) }));
    return entry.derived;
  };
}

/** Returns the attributes of the table's own key, partition key first. */
export const keyNames = ofDefinition(({ partitionKey, sortKey }): readonly string[] =>
  sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
);

/** The attributes of a key: only an index may have several of a kind. */
export type KeyParts = { partition: readonly string[]; sort: readonly string[] };

/** Returns the key of the table, or of an index of it. */
export const keyParts = (definition: Definition, index?: IndexDefinition): KeyParts => ({
  partition: listed(index?.partitionKey ?? definition.partitionKey),
  sort: listed((index ?? definition).sortKey),
});

const listed = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === "string" ? [names] : names;

/** Returns the attributes of an index's key, partition key first. */
export function indexKeyNames(definition: Definition, index: IndexDefinition): readonly string[] {
  const { partition, sort } = keyParts(definition, index);
  return [...partition, ...sort];
}

/** Returns the attributes of all keys, each once: the table's, then the indexes'. */
export const allKeyNames = ofDefinition((definition): readonly string[] => [
  ...new Set([
    ...keyNames(definition),
    ...Object.values(definition.indexes ?? {}).flatMap((index) => indexKeyNames(definition, index)),
  ]),
]);

/** Returns the attributes that are the sort key of the table or of an index. */
export const sortKeyNames = ofDefinition(
  (definition): ReadonlySet<string | undefined> =>
    new Set([
      definition.sortKey,
      ...Object.values(definition.indexes ?? {}).flatMap(({ sortKey }) => listed(sortKey)),
    ]),
);

/** Returns the attributes that every item has. */
export const requiredNames = ofDefinition(({ fields }): readonly string[] =>
  Object.keys(fields).filter((name) => fields[name]?.isOptional === false),
);

/** Returns the attributes that an index holds. */
export function projectedNames(definition: Definition, index: IndexDefinition): string[] {
  if (index.projection === undefined || index.projection === "ALL")
    return Object.keys(definition.fields);
  const others = index.projection === "KEYS_ONLY" ? [] : index.projection;
  return [...new Set([...keyNames(definition), ...indexKeyNames(definition, index), ...others])];
}
