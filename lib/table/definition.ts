import { DynamoError } from "../errors/errors";
import { brief } from "../show/brief";
import type { Field } from "../fields/field";
import type { Fields } from "../items/types";

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
export const keyNames = ({ partitionKey, sortKey }: Definition): string[] => (sortKey === undefined ? [partitionKey] : [partitionKey, sortKey]);

/** The attributes of an index's key. */
export const indexKeyNames = ({ partitionKey }: Definition, index: IndexDefinition): string[] =>
  [index.partitionKey ?? partitionKey, index.sortKey].filter((name) => name !== undefined);

/** The attributes of all keys, each once: the table's, then the indexes'. */
export const allKeyNames = (definition: Definition): string[] => [
  ...new Set([...keyNames(definition), ...Object.values(definition.indexes ?? {}).flatMap((index) => indexKeyNames(definition, index))]),
];

/** The attributes that an index gives. */
export function projectedNames(definition: Definition, index: IndexDefinition): string[] {
  if (index.projection === undefined || index.projection === "ALL") return Object.keys(definition.fields);
  const more = index.projection === "KEYS_ONLY" ? [] : index.projection;
  return [...new Set([...keyNames(definition), ...indexKeyNames(definition, index), ...more])];
}

const KNOWN = ["name", "fields", "partitionKey", "sortKey", "indexes", "throughput"];
const KNOWN_OF_INDEX = ["partitionKey", "sortKey", "projection", "throughput"];
const KEY_TYPES = ["S", "N", "B"];

/** What TypeScript can't see, or was told to overlook. @throws DynamoError `DefinitionInvalid` */
export function checkDefinition(definition: Definition): void {
  checkProperties("The table", definition, KNOWN);
  for (const name of keyNames(definition)) checkKey(definition.fields, name);
  for (const name of keyNames(definition)) if (definition.fields[name]?.isOptional) throw invalid(`${name} is a key of the table, so every item has it. Leave optional() out.`);
  if (definition.partitionKey === definition.sortKey) throw invalid(`${definition.sortKey} can't be both parts of the key. Leave sortKey out, or name another attribute.`);
  for (const [name, index] of Object.entries(definition.indexes ?? {})) {
    checkIndex(definition, name, index);
    checkIndexKey(definition, name, index);
  }
}

function checkIndex(definition: Definition, name: string, index: IndexDefinition): void {
  checkProperties(`The index ${name}`, index, KNOWN_OF_INDEX);
  const { projection = "ALL", throughput } = index;
  if (typeof projection === "string") {
    if (projection !== "ALL" && projection !== "KEYS_ONLY") throw invalid(`The index ${name} can't project ${brief(projection)}. Say "ALL", "KEYS_ONLY", or a list of attributes.`);
  } else {
    const unknown = projection.find((attribute) => !Object.hasOwn(definition.fields, attribute));
    if (unknown !== undefined) throw invalid(`The index ${name} can't project ${unknown}: it is not among the fields. Add it there.`);
    if (projection.length === 0) throw invalid(`The index ${name} projects a list of nothing. Say "KEYS_ONLY" for the keys alone.`);
  }
  if (throughput === undefined) return;
  if (index.partitionKey === undefined) throw invalid(`The index ${name} is local and shares the table's throughput. Leave its own out.`);
  if (definition.throughput === undefined) throw invalid(`The table is on-demand, and so is its index ${name}. Leave the index's throughput out, or give the table one.`);
}

function checkIndexKey(definition: Definition, name: string, index: IndexDefinition): void {
  const keys = indexKeyNames(definition, index);
  for (const key of keys) checkKey(definition.fields, key);
  if (new Set(keys).size < keys.length) throw invalid(`${index.sortKey} can't be both parts of the key of ${name}. Name another attribute.`);
  if (index.partitionKey !== undefined) return;
  if (index.sortKey === undefined) throw invalid(`The index ${name} has no key. Give it a partitionKey (a global index), or a sortKey of its own (a local one).`);
  if (definition.sortKey === undefined) throw invalid(`The index ${name} is local, which needs a table with a sort key. Give it a partitionKey: then it is global.`);
}

function checkProperties(what: string, object: object, known: readonly string[]): void {
  const unknown = Object.keys(object).find((property) => !known.includes(property));
  if (unknown !== undefined) throw invalid(`${what} can't have a ${unknown}. It has ${known.join(", ")}.`);
}

function checkKey(fields: Fields, name: string): void {
  const field: Field<unknown, boolean> | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) throw invalid(`The key ${name} is not among the fields: ${Object.keys(fields).join(", ")}. Add it there.`);
  if (!KEY_TYPES.includes(field.definition.type)) throw invalid(`The key ${name} has type ${field.definition.type}. A key's type is S, N or B.`);
}

const invalid = (message: string) => new DynamoError("DefinitionInvalid", message);
