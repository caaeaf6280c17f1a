import { DynamoError } from "../errors/errors";
import type { Field } from "../fields/field";
import type { Fields } from "../items/types";
import { checkFields } from "../items/check-fields";
import { brief } from "../print/brief";
import { isFields } from "../print/values";
import {
  indexKeyNames,
  keyNames,
  keyParts,
  type Definition,
  type IndexDefinition,
} from "../items/definition";

const PROPERTIES = ["name", "fields", "partitionKey", "sortKey", "indexes", "throughput"];
const INDEX_PROPERTIES = ["partitionKey", "sortKey", "projection", "throughput"];
const KEY_TYPES = ["S", "N", "B"];

/** Checks what TypeScript can't check, or a cast hides. @throws DynamoError `DefinitionInvalid` */
export function checkDefinition(definition: Definition): void {
  checkProperties("The table", definition, PROPERTIES);
  checkFields("A table", definition.fields);
  for (const name of keyNames(definition)) {
    if (name !== undefined && typeof name !== "string")
      throw invalid(
        `The table's key can't be ${brief(name)}. Each of partitionKey and sortKey is the name of one attribute; only indexes have several.`,
      );
    checkKey(definition.fields, name);
    if (definition.fields[name]?.isOptional)
      throw invalid(`${name} is a key of the table, so every item has it. Remove optional().`);
  }
  if (definition.partitionKey === definition.sortKey)
    throw invalid(
      `${definition.sortKey} can't be both parts of the key. Remove sortKey, or name another attribute.`,
    );
  for (const [name, index] of Object.entries(definition.indexes ?? {})) {
    checkProperties(`The index ${name}`, index, INDEX_PROPERTIES);
    checkProjection(definition, name, index);
    checkThroughput(definition, name, index);
    checkIndexKey(definition, name, index);
  }
}

function checkProjection(
  { fields }: Definition,
  name: string,
  { projection = "ALL" }: IndexDefinition,
): void {
  if (typeof projection === "string") {
    if (projection === "ALL" || projection === "KEYS_ONLY") return;
    throw invalid(
      `The index ${name} can't project ${brief(projection)}. Use "ALL", "KEYS_ONLY", or a list of attributes.`,
    );
  }
  const unknown = projection.find((attribute) => !Object.hasOwn(fields, attribute));
  if (unknown !== undefined)
    throw invalid(
      `The index ${name} can't project ${unknown}: it isn't among the fields. Add it there.`,
    );
  if (projection.length === 0)
    throw invalid(`The index ${name} projects an empty list. Use "KEYS_ONLY" for the keys alone.`);
}

function checkThroughput(
  definition: Definition,
  name: string,
  { partitionKey, throughput }: IndexDefinition,
): void {
  if (throughput === undefined) return;
  if (partitionKey === undefined)
    throw invalid(`The index ${name} is local and shares the table's throughput. Remove its own.`);
  if (definition.throughput === undefined)
    throw invalid(
      `The table is on-demand, and so is its index ${name}. Remove the index's throughput, or give the table one.`,
    );
}

function checkIndexKey(definition: Definition, name: string, index: IndexDefinition): void {
  for (const part of ["partitionKey", "sortKey"] as const) checkNames(name, part, index[part]);
  const keys = indexKeyNames(definition, index);
  for (const key of keys) checkKey(definition.fields, key);
  const twice = keys.find((key, at) => keys.indexOf(key) < at);
  if (twice !== undefined)
    throw invalid(`${twice} can't be two parts of the key of ${name}. Name another attribute.`);
  checkKeyLengths(definition, name, index);
  if (index.partitionKey !== undefined) return;
  if (keyParts(definition, index).sort.length === 0)
    throw invalid(
      `The index ${name} has no key. Give it a partitionKey (a global index), or a sortKey of its own (a local one).`,
    );
  if (definition.sortKey === undefined)
    throw invalid(
      `The index ${name} is local, which requires a table with a sort key. Give it a partitionKey to make it global.`,
    );
}

/** Refuses what isn't the name of an attribute, or an array of names. */
function checkNames(index: string, part: string, names: unknown): void {
  const all: unknown[] = Array.isArray(names) ? names : [names];
  if (names === undefined || all.every((name) => typeof name === "string")) return;
  throw invalid(
    `The ${part} of ${index} can't be ${brief(names)}. Name an attribute, or several in an array; otherwise leave it out.`,
  );
}

/**
 * How many attributes the partition key of a global index may have, and how many its sort key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
const MAX_KEY_ATTRIBUTES = 4;

function checkKeyLengths(definition: Definition, name: string, index: IndexDefinition): void {
  const { partition, sort } = keyParts(definition, index);
  if (partition.length === 0)
    throw invalid(`The partition key of ${name} is an empty list. Name its attributes.`);
  if (Math.max(partition.length, sort.length) > MAX_KEY_ATTRIBUTES)
    throw invalid(
      `The key of ${name} has ${partition.length} partition and ${sort.length} sort attributes. ` +
        `An index has at most ${MAX_KEY_ATTRIBUTES} of each: leave some out.`,
    );
  if (index.partitionKey === undefined && sort.length > 1)
    throw invalid(
      `The index ${name} is local, and its sort key is one attribute, not ${sort.join(" and ")}. ` +
        "Give it a partitionKey to make it global.",
    );
}

function checkProperties(what: string, object: unknown, known: readonly string[]): void {
  if (!isFields(object)) throw invalid(`${what} is declared by an object, not ${brief(object)}.`);
  const unknown = Object.keys(object).find((property) => !known.includes(property));
  if (unknown !== undefined)
    throw invalid(`${what} can't have a ${unknown}. It has ${known.join(", ")}.`);
}

function checkKey(fields: Fields, name: string): void {
  const field: Field<unknown, boolean> | undefined = Object.hasOwn(fields, name)
    ? fields[name]
    : undefined;
  if (field === undefined)
    throw invalid(
      `The key ${name} isn't among the fields: ${Object.keys(fields).join(", ")}. Add it there.`,
    );
  if (!KEY_TYPES.includes(field.definition.type))
    throw invalid(`The key ${name} has type ${field.definition.type}. A key's type is S, N or B.`);
}

const invalid = (message: string) => new DynamoError("DefinitionInvalid", message);
