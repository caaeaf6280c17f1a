import type { Fields } from "./types";

/** Units per second. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html */
export type Throughput = { read: number; write: number };

/** An index: the items of the table under another key. */
export type IndexDefinition<N extends string = string> = {
  /** The partition key of a global index; without it the index is local and has the table's. */
  partitionKey?: N;
  sortKey?: N;
  /** What the index holds beside keys. Default: all attributes. */
  projection?: "ALL" | "KEYS_ONLY" | readonly N[];
  /** Of a global index. Default: the table's. */
  throughput?: Throughput;
};

/** A table: what it is called, what items have, how they are found. */
export type Definition<F = Fields, P = string, S = string, X = Record<string, IndexDefinition>> = {
  /** The table's name in DynamoDB. */
  name: string;
  /** The attributes that this program knows. */
  fields: F;
  partitionKey: P;
  sortKey?: S;
  /** Global and local secondary indexes, by name. */
  indexes?: X;
  /** Read and write units per second; without it the table is on-demand. */
  throughput?: Throughput;
};

/** The attributes of the table's own key. */
export const keyNames = ({ partitionKey, sortKey }: Definition): string[] =>
  sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];

/** The attributes of an index's key. */
export const indexKeyNames = ({ partitionKey }: Definition, index: IndexDefinition): string[] =>
  [index.partitionKey ?? partitionKey, index.sortKey].filter((name) => name !== undefined);

/** The attributes of all keys, each once: the table's, then the indexes'. */
export const allKeyNames = (definition: Definition): string[] => [
  ...new Set([
    ...keyNames(definition),
    ...Object.values(definition.indexes ?? {}).flatMap((index) => indexKeyNames(definition, index)),
  ]),
];

/** The attributes that an index gives. */
export function projectedNames(definition: Definition, index: IndexDefinition): string[] {
  if (index.projection === undefined || index.projection === "ALL")
    return Object.keys(definition.fields);
  const more = index.projection === "KEYS_ONLY" ? [] : index.projection;
  return [...new Set([...keyNames(definition), ...indexKeyNames(definition, index), ...more])];
}
